import { formValues } from './form';
import { jsonFlow, jsonModel, model, upload, type Parameters } from './jobs';

/** A control that takes images or files. */
export interface FileControl {
	/** What is said of a text that names nothing; a URL's control doesn't look for field names. */
	readonly wrongText: 'fieldMissing' | 'urlInvalid' | 'formUrlInvalid';
	/** Whether it may name none: a field of the form that is left empty is not sent. */
	readonly mayBeEmpty?: boolean;
	/** Whether it takes several. */
	readonly several: boolean;
	/** What is said of a file, or of a URL, where only the other one is taken. */
	readonly urlsOnly?: 'urlInvalid';
	readonly filesOnly?: 'urlNotUploaded';
	/** Shown only where the node is a tool. */
	readonly ofTool?: boolean;
	/** @param value of the control, as a text or an expression @param url of another image */
	readonly parameters: (value: string, url: string) => Record<string, unknown>;
}

const rowOf = (source: string, value: string, name = '') => ({
	values: [{ source, binaryPropertyName: value, url: value, name, sendAs: name && 'list' }],
});

const edit = (more: object) => ({ prompt: 'Make it blue', ...more });

const fieldOf = (id: string, kind: string) => ({
	...{ id, displayName: id, type: 'string', kind },
	media: { name: id, media: 'image', list: kind === 'list', required: false, sure: true },
	...{ required: false, display: true, defaultValue: null },
});

const form = (value: Parameters) =>
	model('gpt-image-1-edit', {
		...{ bodyMode: 'form', modelPrompt: 'Make it blue' },
		modelParameters: formValues(value, [fieldOf('image_urls', 'list'), fieldOf('mask', 'string')]),
	});

type Make = (source: string, value: string, url: string) => Record<string, unknown>;

/** What the message of an error begins with where a control is one of several for images. */
export const aboutOf = (name: string): string => {
	const [about] = /^(?:Mask|Face to Use)(?=,|$)/.exec(name) ?? [];
	return about === undefined ? '' : `${about}: `;
};

/** Controls that have a field of the item or a URL as their source. */
export const BY_SOURCE: ReadonlyArray<readonly [name: string, several: boolean, make: Make]> = [
	['Images', true, (source, value) => edit({ images: rowOf(source, value) })],
	[
		'Image',
		false,
		(source, value) => ({ operation: 'upscale', model: 'esrgan', images: rowOf(source, value) }),
	],
	[
		'Mask',
		false,
		(maskSource, value, url) =>
			edit({
				images: rowOf('url', url),
				...{ maskSource, maskUrl: value, maskBinaryPropertyName: value },
			}),
	],
	[
		'Face to Use',
		false,
		(source, value, url) => ({
			...{ operation: 'swapFace', model: 'faceswap-v5' },
			...{
				sourceImageSource: source,
				sourceImageUrl: value,
				sourceImageBinaryPropertyName: value,
			},
			...{ targetImageSource: 'url', targetImageUrl: url },
		}),
	],
	[
		'Files of a model',
		true,
		(source, value) =>
			jsonModel(
				'gpt-image-1-edit',
				{ prompt: 'Make it blue', mask: null },
				{ imageFields: rowOf(source, value, 'image_urls') },
			),
	],
	[
		'Files of a PixelFlow',
		true,
		(source, value, pictureUrl) =>
			jsonFlow({ pictureUrl }, { fileFields: rowOf(source, value, 'background_images') }),
	],
];

/** Every control that takes images or files, by a name for it. */
export const FILE_CONTROLS: ReadonlyArray<readonly [string, FileControl]> = [
	...BY_SOURCE.flatMap(([name, several, make]) =>
		(['binary', 'url'] as const).map((source) => {
			const wrongText = source === 'binary' ? 'fieldMissing' : 'urlInvalid';
			const parameters = (value: string, url: string) => make(source, value, url);
			return [`${name}, ${source}`, { wrongText, several, parameters }] as const;
		}),
	),
	[
		'Upload',
		{ wrongText: 'fieldMissing', several: true, filesOnly: 'urlNotUploaded', parameters: upload },
	],
	[
		'Image URLs of a tool',
		{
			...{ wrongText: 'urlInvalid', several: true, ofTool: true },
			parameters: (imageUrls) => edit({ imageUrls }),
		},
	],
	[
		'Style Reference Image URLs',
		{
			...{ wrongText: 'urlInvalid', several: true, urlsOnly: 'urlInvalid', mayBeEmpty: true },
			parameters: (value, url) => ({
				...{ operation: 'expand', model: 'ideogram-3-reframe', images: rowOf('url', url) },
				additionalFields: { style_reference_images: value },
			}),
		},
	],
	[
		'a list of the form',
		{
			...{ wrongText: 'formUrlInvalid', several: true, mayBeEmpty: true },
			parameters: (value) => form({ image_urls: value }),
		},
	],
	[
		'a file of the form',
		{
			...{ wrongText: 'formUrlInvalid', several: false, mayBeEmpty: true },
			parameters: (value, url) => form({ mask: value, image_urls: url }),
		},
	],
];
