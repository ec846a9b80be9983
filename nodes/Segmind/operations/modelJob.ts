import { submitDeadline } from '../core/clock';
import { withSentUrls } from '../errors/sentUrls';
import { withNewName } from '../models/documentation/inRun';
import { customBodyInUrls, makeCustomBody } from '../parameters/body';
import { checkCustomRequest, readCustomRequest } from '../parameters/customModel';
import { customFingerprintOf } from '../parameters/fingerprint';
import { ANY_RESULT } from '../results/readers';
import type { PrepareJobs } from './jobOperation';

/** A job of any model that Segmind hosts, with the fields that the user names; it can make anything. */
export const modelJob: PrepareJobs = async (session, itemIndex) => {
	const request = await readCustomRequest(session.ctx, itemIndex);
	const { model, options, note } = request;
	const sent = await customBodyInUrls(request);
	const spec = {
		itemIndex,
		model,
		options,
		fingerprint: await customFingerprintOf(session.ctx, request, ['run', model.slug]),
		reader: ANY_RESULT,
		holdsFiles: request.files.some(({ sentAs }) => sentAs === 'base64'),
		makeBody: async () => await makeCustomBody(session, request, submitDeadline(options.maxWaitMs)),
		errorOf: async (thrown: unknown) =>
			await withNewName(session.ctx, model.slug, withSentUrls(sent, thrown)),
	};
	return {
		specs: [spec],
		check: async () => await checkCustomRequest(session, request),
		...(note !== undefined && { note }),
	};
};
