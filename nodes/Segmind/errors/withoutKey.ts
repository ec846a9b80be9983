const HIDDEN = '…';

/** Encodings of a text this short are found in any other text by chance. */
const SHORTEST_ENCODED = 6;

const entityOf = (character: string): string =>
	`&#(?:${character.charCodeAt(0)}|x0*${hexOf(character)});`;

const hexOf = (character: string): string =>
	character.charCodeAt(0).toString(16).padStart(2, '0').slice(-2);

/** The letters of base64 that a text makes wherever it stands within what was encoded. */
function base64Of(key: string): string[] {
	return [0, 1, 2].flatMap((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(key)]);
		const first = Math.ceil((before * 8) / 6);
		const letters = bytes.toString('base64').slice(first, Math.floor((bytes.length * 8) / 6));
		const urlSafe = letters.replace(/\+/g, '-').replace(/\//g, '_');
		return [letters, urlSafe, letters.replace(/\//g, '\\/')];
	});
}

/** The key as it is, and as it comes out encoded. */
function formsOf(key: string): string[] {
	if (key.length < SHORTEST_ENCODED) return key === '' ? [] : [key];
	const hex = Buffer.from(key).toString('hex');
	return [...new Set([key, ...base64Of(key), hex, hex.toUpperCase()])];
}

/** The key with any of its letters as in a URL (`%53`), in JSON (`\u0053`) or in HTML (`&#83;`). */
function spelledOut(key: string): RegExp {
	const letters = [...key].map((letter) => {
		const plain = letter.replace(/[^A-Za-z0-9]/g, '\\$&');
		return `(?:${plain}|%${hexOf(letter)}|\\\\u00${hexOf(letter)}|${entityOf(letter)})`;
	});
	return new RegExp(letters.join(''), 'gi');
}

/** A text without the key, however the key is encoded in it. */
export function withoutKey(text: string, key = ''): string {
	let hidden = text;
	for (const form of formsOf(key)) {
		if (hidden.includes(form)) hidden = hidden.split(form).join(HIDDEN);
	}
	const escaped = key.length >= SHORTEST_ENCODED && /%|\\u|&#/.test(hidden);
	return escaped ? hidden.replace(spelledOut(key), HIDDEN) : hidden;
}

/** The same for an answer; one that does not hold the key is not even decoded. */
export function bytesWithoutKey(bytes: Buffer, key = ''): Buffer {
	const escaped =
		key.length >= SHORTEST_ENCODED && ['%', '\\u', '&#'].some((mark) => bytes.includes(mark));
	if (!escaped && !formsOf(key).some((form) => bytes.includes(form))) return bytes;
	const text = bytes.toString('utf8');
	const hidden = withoutKey(text, key);
	return hidden === text ? bytes : Buffer.from(hidden);
}
