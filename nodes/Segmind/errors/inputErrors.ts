import type { ErrorDefinition } from './problem';

const row = (message: string, next: string): ErrorDefinition => ({
	message,
	next,
	billed: 'no',
	cause: 'configuration-invalid',
});

/** What can be wrong with what the user entered. Checked before anything is uploaded or paid. */
export const INPUT_ERRORS = {
	credentialUrlInvalid: row(
		'A URL in the credential does not start with https://',
		'Open the credential and correct it. Nothing was sent.',
	),
	credentialKeyInvalid: row(
		"'API Key' in the credential is not a key alone",
		'Copy the key alone from https://platform.segmind.com/api-keys into the credential. Nothing was sent.',
	),
	textBroken: row(
		'A text that is to be sent holds what an expression makes of an object or of a missing value',
		'Open the expression that fills the field. A value within an object has a name, such as {{ $json.style.name }}; an object as a whole becomes text with JSON.stringify().',
	),
	modelMissing: row(
		"The model chosen in 'Model' is not one that this node knows",
		'Open the node and choose a model from the list. The version of the package may be older than the workflow.',
	),
	promptMissing: row(
		"'Prompt' is empty",
		'Describe what the model is to make, or enter the text that it is to work with. If the text comes from an expression, check that it has a value for this item.',
	),
	imagesMissing: row(
		"'Images' names no image",
		'Add at least one entry: a field of the incoming item that holds a file, or a URL.',
	),
	imageMissing: row(
		"'Image' names no image",
		'Name a field of the incoming item that holds a file, or a URL.',
	),
	tooManyImages: row(
		"'Image' names more than one image, and this model takes exactly one",
		'Remove the other names, or choose a model that takes several images.',
	),
	noFileNamed: row(
		'A field for images or files holds something that names none',
		'Take the one value that names the file: the name of a field of the incoming item, its URL, or a list of these.',
	),
	entryEmpty: row(
		'A list of images or files has an empty entry',
		'Check the expression that fills it: one of its values is missing for this item. Where an entry may be missing, leave it out with .filter(Boolean).',
	),
	fileNotHeld: row(
		'A field for images or files holds the description of a file that this execution does not have',
		"A file is taken from an item, or from a node that ran before: name its field, or use an expression such as {{ $('Form').item.binary.data }}.",
	),
	fileUnclear: row(
		'A field for images or files describes a file of which the item has several',
		'Enter the names of the fields instead, in the order in which they are meant.',
	),
	urlNotUploaded: row(
		"'Input Data Field Name' holds a URL, and only files of the item are uploaded",
		'Use the URL where it is needed, or fetch the file first with the HTTP Request node.',
	),
	fileNameless: row(
		"'Input Data Field Name' is empty",
		"Enter the name of the field that holds the file, often 'data'. If it comes from an expression, check that it has a value for this item.",
	),
	fieldMissing: row(
		"'Input Data Field Name' names a field that this item does not have",
		'Enter one of the names that the Binary tab of the incoming item shows, with the same capital letters.',
	),
	base64InsteadOfName: row(
		"'Input Data Field Name' holds file content where the name of a field belongs",
		"Enter the name of the field only, often 'data'. To turn base64 text into a file first, use the Convert to File node.",
	),
	notAnImageFile: row(
		"The file in 'Input Data Field Name' is no image of a type that this node takes",
		'It takes PNG, JPEG, WebP, GIF, AVIF, HEIC, HEIF, BMP, TIFF and SVG. Check what the node before this one delivers, or convert the image first.',
	),
	notAnImageAtUrl: row(
		"The URL in 'URL' does not lead to an image of a type that this node takes",
		'It takes PNG, JPEG, WebP, GIF, AVIF, HEIC, HEIF, BMP, TIFF and SVG. Open the URL in a browser to see what lies there.',
	),
	urlUnreachable: row(
		"The URL in 'URL' can't be opened",
		'Check the URL for typing errors, and open it in a browser. It must be reachable from the machine that runs n8n.',
	),
	noFileAtUrl: row(
		"The URL in 'URL' does not lead to a file",
		'A web page or nothing lies there, or it could not be fetched. Open the URL in a browser to see what it is.',
	),
	inlineTooLarge: row(
		"A file is too large for 'Base64 Text'",
		"A file that stands in the request itself is limited to 50 MB here. Set 'Send As' to 'URL', or make the file smaller first.",
	),
	fileTooLarge: row(
		"The file in 'Image' is too large for this model",
		'This model takes the image within the request, and that is limited to 50 MB here. Make the image smaller first, with the Edit Image node for example.',
	),
	base64InFile: row(
		"The file in 'Input Data Field Name' holds base64 text in place of the file itself",
		"Turn the text into a file first: with the Convert to File node (Move Base64 String to File), or in a Code node with Buffer.from(text, 'base64'), without the part that ends in 'base64,'.",
	),
	emptyFile: row(
		"The file in 'Input Data Field Name' is empty",
		'Check what the node before this one delivers.',
	),
	fileGoneFromStorage: row(
		"The file in 'Input Data Field Name' can't be read from n8n's storage",
		'When n8n deletes an execution, it deletes its files too, even those that pinned data still names. Run the node again that delivers the file. If jobs of other items are paid, set On Error in the settings of this node to Continue and retry the execution to get those.',
	),
	urlInvalid: row(
		"'URL' does not hold a URL that starts with http:// or https://",
		"Enter a public URL that Segmind can open. For a file of the incoming item choose 'Input Data Field' as the source.",
	),
	urlNotPublic: row(
		"The URL in 'URL' leads into a private network, where Segmind can't open it",
		"Segmind opens each URL itself, from the internet. Fetch the file with the HTTP Request node first, and choose 'Input Data Field' as its source.",
	),
	urlIsPage: row(
		"The URL in 'URL' leads to a page that shows a file, not to the file itself",
		"Download the file first, and choose 'Input Data Field' as its source; or enter the URL of the file itself.",
	),
	linkWithoutWait: row(
		"'Send Files By' is set to a signed link of n8n, and 'Wait for Completion' is off",
		"The link leads nowhere once the execution ends: n8n moves or deletes the file then. Turn 'Wait for Completion' on, or set 'Send Files By' to 'Upload to Segmind'.",
	),
	linkIntoMemory: row(
		"'Send Files By' is set to a signed link of n8n, and n8n keeps the file in memory",
		"There is a link only to a file that n8n has stored. Set 'Send Files By' to 'Upload to Segmind'. Whoever runs n8n can have files stored with N8N_DEFAULT_BINARY_DATA_MODE=filesystem.",
	),
	linkNotPublic: row(
		"'Send Files By' is set to a signed link of n8n, and Segmind can't open n8n's URL",
		"Segmind opens the link from the internet. Whoever runs n8n can set its public URL with WEBHOOK_URL (in newer versions N8N_WEBHOOK_URL). Without one, set 'Send Files By' to 'Upload to Segmind'.",
	),
	maskMissing: row(
		"'Mask' is set to be used, but names no image",
		"Name the field or the URL of the mask. Where the model can do without one, 'Mask' has the choice 'None'.",
	),
	namedImageMissing: row(
		'An image that this model needs is not named',
		'Name the field of the incoming item that holds it, or its URL.',
	),
	namedImageAmbiguous: row(
		'A field for one image names more than one',
		'Name exactly one field or one URL.',
	),
	maskMismatch: row(
		"'Mask' does not match the first image",
		"Bring both to the same size, for instance with the Edit Image node. To send them as they are, turn off 'Require Matching Mask' under 'Options'.",
	),
	maskAmbiguous: row("'Mask' names more than one image", 'Name exactly one field or one URL.'),
	valueNotAllowed: row(
		'A field below Model holds a value that this model does not allow',
		'Choose one of the values that the model documents.',
	),
	valueOfWrongType: row(
		'A field holds a value of the wrong type',
		'Check the expression that fills the field, and its type where that can be chosen.',
	),
	valueOutOfRange: row(
		'A field below Model holds a number outside the range that this model documents',
		'Enter a number within the range.',
	),
	valueLeftOver: row(
		"'Additional Fields' holds a field that this model does not have",
		'It was probably added for another model. Remove it, or choose that model again.',
	),
	slugMissing: row(
		"'Model' names no model",
		"Choose one from the list, or enter the last part of the URL of the model's page. If it comes from an expression, check that it has a value for this item.",
	),
	slugInvalid: row(
		"'Model' holds something that can't be the slug of a model",
		"A slug holds letters, digits, dots, hyphens and underscores only: it is the last part of the URL of the model's page.",
	),
	formNeedsFixedModel: row(
		"'Body' is set to 'Form', and 'Model' comes from an expression",
		"A form belongs to one model. Choose the model itself, or set 'Body' to 'Fields' or 'JSON'.",
	),
	formFieldMissing: row(
		"A required field under 'Values to Send' is empty",
		'Fill it in. If it comes from an expression, check that it has a value for this item.',
	),
	formUrlInvalid: row(
		"A field for a URL under 'Values to Send' holds something else",
		"Enter a URL that starts with http:// or https://. For a file of the incoming item, leave the field empty and add the file under 'Files'.",
	),
	formFileMissing: row(
		'A file that this model needs is missing',
		"Add it under 'Files', or enter its URL under 'Values to Send'.",
	),
	formFieldUnknown: row(
		"'Values to Send' or 'Files' holds a parameter that the model's documentation does not name",
		"The documentation changed, or it belongs to another model. Open the node, refresh the form and look through 'Files', or set 'Body' to 'Fields' or 'JSON' to send it anyway.",
	),
	promptNotTaken: row(
		"'Prompt' is filled in, and this model takes no prompt",
		"Empty it. A text that the model takes, if any, has its field under 'Values to Send'.",
	),
	instructionsNotTaken: row(
		"'Instructions' is filled in, and this model has no place for it",
		"Write it into 'Prompt', before what is asked.",
	),
	fieldNameInvalid: row(
		"The name of a field or file is empty, or can't be one",
		'Enter the name as the documentation of the model or the page of the PixelFlow writes it, for instance image_urls.',
	),
	fieldNameTwice: row(
		'A field is given twice',
		"Each name may stand once in 'Files' and all other values together. Only files that are sent as a list may repeat a name.",
	),
	bodyJsonInvalid: row(
		'A value that is to be JSON is not valid JSON',
		'Names and texts need double quotes, and no comma may stand before a closing bracket. Where an expression yields text within JSON, wrap it in JSON.stringify().',
	),
	bodyNotAnObject: row(
		"'JSON Body' or 'JSON Inputs' is not one JSON object",
		'It must start with { and end with }, and hold the values by their names.',
	),
	fileFieldEmpty: row(
		"An entry of 'Files' names no file",
		'Name a field of the incoming item that holds a file, or a URL. If it comes from an expression, check that it has a value for this item.',
	),
	fileFieldSingle: row(
		'Several files are named for a field that takes a single one',
		"Set 'Send As' to 'List of URLs' in each entry of that name, or name one file.",
	),
	fileUnplaced: row(
		'Which parameter takes the file is not known',
		"Choose the parameter in the entry of 'Files': the model has none that clearly takes such a file.",
	),
	notAMediaFile: row(
		"The file in 'Input Data Field Name' is no image, video or audio of a type that this node takes",
		'Check what the node before this one delivers, convert the file first, or give the model a URL.',
	),
	requestIdInvalid: row(
		"'Request ID' is empty or is none",
		'Enter the ID as it stands in the output of a Submit operation, or in the message of an earlier run. If it comes from an expression, check that it has a value for this item.',
	),
	optionInvalid: row(
		"A value under 'Options' can't be used",
		'Check the expression that fills the option.',
	),
	workflowInvalid: row(
		'Enter the slug, the ID or the URL of a PixelFlow',
		'Copy it from the page of the PixelFlow at Segmind. If it comes from an expression, check that it has a value for this item.',
	),
} as const;
