import { submitDeadline } from '../core/clock';
import { asWorkflowError, withSentUrls } from '../errors/rewordings';
import { withRareTypes } from '../files/rareTypes';
import { checkUrl } from '../files/sentUrl';
import { contentOf } from '../files/sources';
import { workflowEndpoints } from '../http/endpoints';
import { unknownModel } from '../job/jobSpec';
import { toWorkflowItems } from '../output/workflowItems';
import { checkFileFields, fileUrlsIn } from '../parameters/fileFields';
import { customBodyInUrls, customFingerprintOf, makeCustomBody } from '../parameters/body';
import { readWorkflow } from '../parameters/workflow';
import { ANY_RESULT, type ResultReader } from '../results/readers';
import { workflowOutputs } from '../results/workflow';
import type { JobSpec } from '../job/jobSpec';
import { type PrepareJobs, runs } from './jobOperation';

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
		options: { ...options, delivery: 'queue' },
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
