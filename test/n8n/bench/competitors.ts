import {
	code,
	fetchFile,
	flow,
	fromUrl,
	node,
	numbered,
	segmind,
	type Edge,
	webhook,
} from '../e2e/flow';
import type { Stage } from '../e2e/stage';
import type { WorkflowFile, WorkflowNode } from '../lib/workflowTypes';

/** What all competitors are asked to do. */
export interface Task {
	images: number;
	/** `url`: the image has an address; `file`: each item brings its own file; `same file`: one for all. */
	input: 'url' | 'file' | 'same file';
	/** n8n's setting of the nodes that submit. */
	retryOnFail?: boolean;
	/** What is entered in Parallel Jobs of this node. */
	parallelJobs?: number;
	/** Removes backgrounds, which takes a model less than a second. */
	fast?: boolean;
	/** What the prompts begin with. */
	text: string;
	/** Glob of the files on the disk that the items bring, for `file`. */
	files?: string;
}

/** A way to make these images in n8n. */
export interface Competitor {
	name: string;
	/** Works on one image after the other: large batches are extrapolated. */
	serial?: boolean;
	/** Jobs that are under way at the same time; the rest waits. */
	parallel: number;
	/** Names of the nodes whose items hold the finished images. */
	last: string;
	can(task: Omit<Task, 'text'>): boolean;
	make(task: Task, stage: Stage, account: { id: string; name: string }): WorkflowFile;
}

/** Jobs with this text are done at once: they only make n8n load and compile what it needs. */
export const WARM_UP = 'Warm up';

const MODEL = 'gpt-image-1-edit';
const FAST_MODEL = 'bg-removal-v2';

/** Another model, or else this node would learn from the warming up how long its jobs take. */
const WARM_UP_MODEL = 'gpt-image-1.5-edit';
const promptOf = ({ text }: Task) => `={{ "${text}, number " + $itemIndex }}`;
const LONG_MS = 600_000;

const hook = (name: string): WorkflowNode =>
	webhook(name.toLowerCase().replace(/[^a-z0-9]+/g, '-'));

const photoUrl = (stage: Stage) => `${stage.sandbox.imagesUrl}/gallery/product.png`;

/** Nodes that bring the items. */
function source(task: Task, stage: Stage, withFile: boolean): WorkflowNode[] {
	if (task.input === 'file') {
		const parameters = { operation: 'read', fileSelector: task.files ?? '', options: {} };
		return [node('Items', 'readWriteFile', 1, parameters)];
	}
	const { images } = task;
	if (!withFile) return [numbered(images)];
	const copies = `const { binary } = $input.first();
return Array.from({ length: ${images} }, (_, n) => ({ json: { n }, binary, pairedItem: 0 }));`;
	return [fetchFile('Photo', photoUrl(stage)), code('Items', copies)];
}

/** n8n retries a node only when it fails as a whole, so there it must not continue. */
const settings = ({ retryOnFail }: Task): Partial<WorkflowNode> =>
	retryOnFail
		? { retryOnFail: true, maxTries: 5, waitBetweenTries: 1000 }
		: { onError: 'continueRegularOutput' };

const thisNode: Competitor = {
	name: 'this node',
	parallel: Number.POSITIVE_INFINITY,
	last: 'Edit',
	can: () => true,
	make: (task, stage) => {
		const images = task.input === 'url' ? fromUrl(photoUrl(stage)) : {};
		const model = task.text === WARM_UP ? WARM_UP_MODEL : MODEL;
		const { retryOnFail, parallelJobs: concurrency } = task;
		const options = {
			// without it, a submission that was never confirmed ends every further try
			...(retryOnFail && { repeatUnconfirmed: true }),
			...(concurrency !== undefined && { concurrency }),
		};
		const parameters = { model, prompt: promptOf(task), ...images, options };
		const fast = { ...images, operation: 'removeBackground', model: FAST_MODEL };
		const edit = segmind('Edit', task.fast ? fast : parameters, settings(task));
		return flow('this node', [hook('this'), ...source(task, stage, task.input !== 'url'), edit]);
	},
};

const request = (
	name: string,
	stage: Stage,
	parameters: Record<string, unknown>,
	more: Record<string, unknown> = {},
): WorkflowNode =>
	node(
		name,
		'httpRequest',
		4.2,
		{
			sendHeaders: true,
			headerParameters: { parameters: [{ name: 'x-api-key', value: stage.sandbox.apiKey }] },
			...parameters,
		},
		more,
	);

/** Of the HTTP Request node. */
const post = (url: string, jsonBody: string) => ({
	...{ method: 'POST', url, sendBody: true, specifyBody: 'json', jsonBody },
});

const asFile = { response: { response: { responseFormat: 'file' } }, timeout: LONG_MS };

const bodyWith = ({ text, fast }: Task, image: string) =>
	fast
		? `={{ JSON.stringify({ image: ${image}, type: "transparent" }) }}`
		: `={{ JSON.stringify({ prompt: "${text}, number " + $itemIndex, image_urls: [${image}], mask: null, size: "1024x1024", quality: "low", output_format: "jpeg" }) }}`;

function upload(stage: Stage): WorkflowNode[] {
	const toText = node('To Base64', 'extractFromFile', 1, {
		operation: 'binaryToPropery',
		destinationKey: 'file',
		options: {},
	});
	const body = '={{ JSON.stringify({ data_urls: ["data:image/png;base64," + $json.file] }) }}';
	const url = `${stage.sandbox.uploadUrl}/upload-asset`;
	return [toText, request('Upload', stage, { ...post(url, body), options: {} })];
}

/** The HTTP Request node, with uploads by two more nodes where the images are files. */
const httpRequest = (name: string, batching?: { batchSize: number }): Competitor => ({
	name,
	parallel: Number.POSITIVE_INFINITY,
	last: 'Request',
	can: () => true,
	make: (task, stage) => {
		const byUrl = task.input === 'url';
		const image = byUrl ? JSON.stringify(photoUrl(stage)) : '$json.file_urls[0]';
		const batch = batching && { batching: { batch: { ...batching, batchInterval: 1000 } } };
		const url = `${stage.sandbox.baseUrl}/v1/${task.fast ? FAST_MODEL : MODEL}`;
		const options = { ...asFile, ...batch };
		const parameters = { ...post(url, bodyWith(task, image)), options };
		const send = request('Request', stage, parameters, settings(task));
		const first = [hook(name), ...source(task, stage, !byUrl)];
		return flow(name, [...first, ...(byUrl ? [] : upload(stage)), send]);
	},
});

const openAi: Competitor = {
	name: 'OpenAI node',
	serial: true,
	parallel: 1,
	last: 'OpenAI',
	can: ({ images }) => images <= 20,
	make: (task, stage, account) => {
		const edit = node(
			'OpenAI',
			'@n8n/n8n-nodes-langchain.openAi',
			2.1,
			{
				resource: 'image',
				operation: 'edit',
				model: 'gpt-image-1',
				prompt: promptOf(task),
				images: { values: [{ binaryPropertyName: 'data' }] },
				size: '1024x1024',
				quality: 'low',
				options: {},
			},
			{ credentials: { openAiApi: account }, ...settings(task) },
		);
		return flow('OpenAI node', [hook('openai'), ...source(task, stage, true), edit]);
	},
};

const POLL_SECONDS = 2;

/** The condition of an IF or Filter node. */
const condition = (leftValue: string, operation: string, rightValue = '') => ({
	conditions: {
		options: { caseSensitive: true, typeValidation: 'loose', version: 2 },
		conditions: [
			{
				...{ leftValue, rightValue },
				operator: { type: 'string', operation, ...(!rightValue && { singleValue: true }) },
			},
		],
		combinator: 'and',
	},
	options: {},
});

/** Submit, Wait, Status, IF, Result, Download: what people build today. */
const loop: Competitor = {
	name: 'hand-built loop',
	parallel: Number.POSITIVE_INFINITY,
	last: 'Download',
	can: ({ input }) => input === 'url',
	make: (task, stage) => {
		const api = `${stage.sandbox.baseUrl}/v2`;
		const of = `=${api}/requests/{{ $json.request_id }}`;
		const body = bodyWith(task, JSON.stringify(photoUrl(stage)));
		const submit = { ...post(`${api}/${MODEL}`, body), options: {} };
		const isOver = '={{ ["QUEUED", "PROCESSING"].includes($json.status) ? "no" : "yes" }}';
		const url = '={{ $json.images?.[0]?.url ?? $json.images?.[0] ?? $json.output }}';
		const nodes = [
			hook('loop'),
			...source(task, stage, false),
			request('Submit', stage, submit, settings(task)),
			// a submission that was refused has no request ID to ask for
			node('Submitted?', 'filter', 2.2, condition('={{ $json.request_id }}', 'notEmpty')),
			node('Wait', 'wait', 1.1, { amount: POLL_SECONDS }, { webhookId: 'loop-wait' }),
			request('Status', stage, { url: `${of}/status`, options: {} }, settings(task)),
			node('Done?', 'if', 2.2, condition(isOver, 'equals', 'yes')),
			request('Result', stage, { url: of, options: {} }, settings(task)),
			node('Download', 'httpRequest', 4.2, { url, options: asFile }, settings(task)),
		];
		const names = nodes.map(({ name }) => name);
		const edges = names.slice(1).map((name, index): Edge => [names[index] ?? '', name]);
		return flow('hand-built loop', nodes, [...edges, ['Done?', 'Wait', 1]]);
	},
};

export const COMPETITORS: Competitor[] = [
	thisNode,
	httpRequest('HTTP Request'),
	httpRequest('HTTP Request, batches of 5', { batchSize: 5 }),
	openAi,
	loop,
];
