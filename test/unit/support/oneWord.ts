/**
 * What the node says in one word only: image, URL, video, audio, submit, again, On Error. Other words
 * for them, which nothing that a person reads may hold.
 */
export const OTHER_WORDS =
	/\b(?:pictures?|photos?|films?|sounds?|ordered|anew)\b|(?<!e-mail )\baddress(?:es)?\b|Continue On Fail/i;
