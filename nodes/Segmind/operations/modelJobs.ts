import { submitDeadline } from '../core/clock';
import { warning } from '../errors/problem';
import { asModelError, withSentUrls } from '../errors/rewordings';
import { inputNameOf } from '../files/fileName';
import { withRareTypes } from '../files/requestValue';
import { requestValueOf } from '../files/requestValue';
import { contentOf } from '../files/sources';
import type { JobSpec } from '../job/jobSpec';
import { withNewName } from '../models/documentation/source';
import {
	type Body,
	bodyInUrls,
	bodyWith,
	customBodyInUrls,
	customFingerprintOf,
	fingerprintOf,
	type ImageRequest,
	makeCustomBody,
} from '../parameters/body';
import { checkCustomRequest, readCustomRequest } from '../parameters/customModel';
import { checkImageFiles, readImageRequest, variationOf } from '../parameters/imageRequest';
import { readImagesPerItem } from '../parameters/options';
import { ANY_RESULT, IMAGE_RESULT, TEXT_RESULT } from '../results/readers';
import type { PrepareJobs } from './jobOperation';
import type { JobContext } from '../job/context';

function specOf(
	session: JobContext,
	request: ImageRequest,
	job: Pick<JobSpec, 'itemIndex' | 'variation' | 'fingerprint'>,
	sent: Body,
): JobSpec {
	const { model, options, images, mask, named } = request;
	const [first] = [...images, ...Object.values(named)];
	const links = options.sendByLink ? new Set<string>() : undefined;
	return {
		...job,
		model,
		options,
		inputName: inputNameOf(session.ctx, first),
		reader: IMAGE_RESULT,
		holdsFiles: model.parameters.some(({ base64 }) => base64),
		fingerprintByContent: async () => await fingerprintOf(session.ctx, request, contentOf),
		preview: async () => await bodyInUrls(session.ctx, request),
		async makeBody() {
			const deadline = submitDeadline(options.maxWaitMs);
			return await bodyWith(request, async (image, parameter) => {
				const place = { ...parameter, ...(links && { links }) };
				return await requestValueOf(session, image, place, deadline);
			});
		},
		async errorOf(thrown) {
			const told = withSentUrls(sent, asModelError(model, thrown), links);
			const sources = [...images, ...(mask ? [mask] : []), ...Object.values(named)];
			const explained = await withRareTypes(session.ctx, sources, told);
			return await withNewName(session.ctx, model.slug, explained);
		},
	};
}

/**
 * Jobs that make images with a model chosen from the list, one for each image per item.
 * @param kind operation as the model files name it, whose models are offered
 */
export const imageJob =
	(kind: string): PrepareJobs =>
	async (session, itemIndex) => {
		const request = readImageRequest(session.ctx, itemIndex, kind);
		const count = readImagesPerItem(session.ctx, itemIndex);
		const sent = await bodyInUrls(session.ctx, request);
		const specs: JobSpec[] = [];
		for (let variation = 0; variation < count; variation += 1) {
			const wanted = variationOf(request, variation);
			const fingerprint = await fingerprintOf(session.ctx, wanted);
			specs.push(specOf(session, wanted, { itemIndex, variation, fingerprint }, sent));
		}
		const rule = kind === 'edit' ? 'transparentPng' : 'sameSize';
		return {
			specs,
			async check() {
				const told = await checkImageFiles(session, itemIndex, request, rule);
				return told === undefined ? undefined : warning(told);
			},
		};
	};

/** A job of any model that Segmind hosts, with the fields that the user names; it can make anything. */
export const modelJob: PrepareJobs = async (session, itemIndex) => {
	const request = await readCustomRequest(session.ctx, itemIndex);
	const { model, options, holdsFiles } = request;
	const what = ['run', model.slug] as const;
	const sent = await customBodyInUrls(session.ctx, request);
	const links = options.sendByLink ? new Set<string>() : undefined;
	const spec = {
		itemIndex,
		model,
		options,
		inputName: inputNameOf(session.ctx, request.firstFile),
		fingerprint: await customFingerprintOf(session.ctx, request, what),
		fingerprintByContent: async () =>
			await customFingerprintOf(session.ctx, request, what, contentOf),
		reader: ANY_RESULT,
		holdsFiles,
		preview: async () => await customBodyInUrls(session.ctx, await request.placed()),
		async makeBody() {
			const deadline = submitDeadline(options.maxWaitMs);
			return await makeCustomBody(session, await request.placed(), deadline, links);
		},
		async errorOf(thrown: unknown) {
			const sources = (await request.placed()).files.flatMap((field) => field.sources);
			const told = withSentUrls(sent, thrown, links);
			const explained = await withRareTypes(session.ctx, sources, told);
			return await withNewName(session.ctx, model.slug, explained);
		},
	};
	return { specs: [spec], check: async () => await checkCustomRequest(session, request) };
};

/** The same with a model that answers in words. */
export const textJob: PrepareJobs = async (session, itemIndex) => {
	const { specs, ...jobs } = await modelJob(session, itemIndex);
	return { ...jobs, specs: specs.map((spec) => ({ ...spec, reader: TEXT_RESULT })) };
};
