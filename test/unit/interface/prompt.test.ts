import { properties } from '../../../nodes/Segmind/interface';

const BOX = '/modelParameters.schema[0].box';

/** The boxes for a prompt in an operation: what stands in the empty one, and whether it is required. */
const promptsOf = (resource: string, operation: string) =>
	properties
		.filter(({ name, hint }) => name === 'modelPrompt' && hint === undefined)
		.filter(({ displayOptions: { show } = {} }) => {
			return show?.resource?.includes(resource) && show.operation?.includes(operation);
		})
		.map(({ placeholder, required, displayOptions }) => ({
			placeholder,
			required: required ?? false,
			when: displayOptions?.show?.[BOX],
		}));

it.each([
	['image', 'runAnotherModel', 'A lighthouse'],
	['model', 'run', 'A lighthouse'],
	['threeD', 'generate', 'A lighthouse'],
	['video', 'generate', 'The camera moves'],
	['audio', 'generate', 'Calm piano music'],
	['audio', 'transcribe', 'The names'],
	['text', 'generate', 'Write a caption'],
	['text', 'describeImage', 'Write an alt text'],
])('%s: %s has one prompt with its own example, required or not', (resource, operation, words) => {
	const placeholder = expect.stringContaining(`e.g. ${words}`) as string;
	expect(promptsOf(resource, operation)).toEqual([
		{ placeholder, required: false, when: undefined },
		{ placeholder, required: true, when: ['prompt'] },
	]);
});
