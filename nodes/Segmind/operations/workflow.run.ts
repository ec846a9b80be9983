import type { IExecuteFunctions } from 'n8n-workflow';
import { submitDeadline } from '../core/clock';
import { locatorValue } from '../core/json';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { asWorkflowError, withSentUrls } from '../errors/rewordings';
import { withRareTypes } from '../files/requestValue';
import { checkUrl } from '../http/allowedHosts';
import { contentOf } from '../files/sources';
import { httpUrl, isNothing, isSlug, workflowEndpoints } from '../http/endpoints';
import { unknownModel } from '../job/jobSpec';
import { toWorkflowItems } from '../output/workflowItems';
import {
	checkFileFields,
	fileUrlsIn,
	readFileFields,
	resolveFiles,
} from '../parameters/fileFields';
import { readBodyFields, type FieldControls } from '../parameters/fields';
import { readOptions, type Options } from '../parameters/options';
import {
	type CustomParts,
	customBodyInUrls,
	customFingerprintOf,
	makeCustomBody,
} from '../parameters/body';
import { ANY_RESULT, type ResultReader } from '../results/readers';
import { workflowOutputs } from '../results/workflow';
import type { JobSpec } from '../job/jobSpec';
import { type PrepareJobs, runs } from './jobOperation';

/** A PixelFlow as the user named it. */
interface WorkflowName {
	/** Its place under `/workflows/`: `v2/{slug or ID}`, or the older `{ID}-v{N}`. */
	readonly path: string;
	/** The slug or ID alone. */
	readonly name: string;
}

/** What one item wants of a workflow. */
interface WorkflowRequest extends CustomParts {
	readonly workflow: WorkflowName;
	readonly options: Options;
}

/** IDs as Segmind makes them, with a version behind them. A slug may end in `-v2` as well. */
const ID_WITH_VERSION = /^(?:[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-v\d{1,6}$/i;

const VERSION = /-v\d{1,6}$/;

const MAX_NAME_LENGTH = 128;

const isName = (text: string): boolean =>
	isSlug(text) && text.length <= MAX_NAME_LENGTH && !isNothing(text);

/** The parts of a URL that name the workflow: its last one, and the one before. */
function lastParts(url: string): [before: string, last: string] {
	const parts = new URL(url).pathname.split('/').filter((part) => part !== '');
	// pages about a workflow's API have this part behind its name
	if (parts.length > 1 && parts.at(-1) === 'api') parts.pop();
	return [parts.at(-2) ?? '', parts.at(-1) ?? ''];
}

/**
 * The workflow that a text names: a slug, an ID, `{ID}-v{N}`, or a URL of which only the last parts
 * count, so that it can lead the key nowhere.
 * @returns undefined when it names none
 */
export function workflowNamed(text: string): WorkflowName | undefined {
	const url = httpUrl(text);
	const [before, name] = url === undefined ? ['', text.trim()] : lastParts(url);
	if (!isName(name)) return undefined;
	const older = before === 'workflows' ? VERSION.test(name) : ID_WITH_VERSION.test(name);
	return { path: older && before !== 'v2' ? name : `v2/${name}`, name };
}

const INPUTS: FieldControls = {
	mode: 'inputMode',
	rows: 'inputFields',
	json: 'inputJson',
	jsonLabel: 'JSON Inputs',
};

/**
 * Reads what one item wants. Its files are not checked yet, and nothing is uploaded or submitted.
 * @throws Problem
 */
export function readWorkflow(ctx: IExecuteFunctions, itemIndex: number): WorkflowRequest {
	// a plain string in workflows saved before it was a resource locator
	const text = locatorValue(ctx.getNodeParameter('workflowId', itemIndex, ''));
	const workflow = workflowNamed(text);
	if (!workflow) {
		const detail = text === '' ? 'It is empty.' : `Given: '${text.slice(0, 200)}'.`;
		throw new Problem(INPUT_ERRORS.workflowInvalid, { detail });
	}
	const fields = readBodyFields(ctx, itemIndex, INPUTS);
	return {
		workflow,
		fields,
		files: resolveFiles(readFileFields(ctx, itemIndex, 'fileFields', fields)),
		options: readOptions(ctx, itemIndex),
	};
}

/** The outputs are read as a whole; `toWorkflowItems` downloads the files among them by name. */
const OUTPUTS: ResultReader = {
	...ANY_RESULT,
	read: (json) => {
		const output = workflowOutputs(json);
		const urls = output?.flatMap((one) => one.urls) ?? [];
		return { files: urls.map((url) => ({ kind: 'url', url })), ...(output && { output }) };
	},
};

const workflowJob: PrepareJobs = async (session, itemIndex) => {
	const { ctx } = session;
	const request = readWorkflow(ctx, itemIndex);
	const { files, options, workflow } = request;
	const what = ['workflow', workflow.path] as const;
	const sent = await customBodyInUrls(ctx, request);
	const links = options.sendByLink ? new Set<string>() : undefined;
	const spec: JobSpec = {
		itemIndex,
		model: unknownModel(workflow.path, workflow.name),
		endpoints: workflowEndpoints(workflow.path),
		// steps of a failed one may have been billed
		options: { ...options, delivery: 'queue', failedJobRetries: 0 },
		fingerprint: await customFingerprintOf(ctx, request, what),
		fingerprintByContent: async () => await customFingerprintOf(ctx, request, what, contentOf),
		reader: OUTPUTS,
		holdsFiles: request.files.some(({ sentAs }) => sentAs === 'base64'),
		preview: async () => await Promise.resolve(sent),
		async makeBody() {
			const deadline = submitDeadline(options.maxWaitMs);
			return await makeCustomBody(session, request, deadline, links);
		},
		async errorOf(thrown) {
			const told = withSentUrls(sent, asWorkflowError(thrown), links);
			const sources = files.flatMap((field) => field.sources);
			return await withRareTypes(ctx, sources, told);
		},
	};
	return {
		specs: [spec],
		async check() {
			for (const url of fileUrlsIn(request.fields)) checkUrl(url, session.credential.base);
			await checkFileFields(session, files, options);
		},
	};
};

/** Runs a PixelFlow and waits for its outputs; files among them come as binary data. */
export const runWorkflow = runs(workflowJob, toWorkflowItems);
