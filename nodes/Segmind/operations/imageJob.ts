import { readImageRequest, type ImageRequest } from '../parameters/imageRequest';
import { requestValueOf } from '../files/requestValue';
import { buildBody } from '../parameters/body';
import { fingerprintOf } from '../parameters/fingerprint';
import type { MakeBody, JobOptions, JobTask } from '../job/runJob';
import { parameterWithRole, type Role } from '../models/facts';
import type { Session } from './session';
import { submitDeadline } from '../core/clock';

/** What an item asks for, with the name under which the ledger knows it. */
export interface PreparedImage {
	readonly request: ImageRequest;
	readonly fingerprint: string;
}

/**
 * First half of an edit: read and check.
 * @param operation documented operation, whose models are offered
 * @throws Problem
 */
export async function prepareImage(
	run: Session,
	itemIndex: number,
	operation = 'edit',
): Promise<PreparedImage> {
	const request = await readImageRequest(run.ctx, itemIndex, operation);
	return { request, fingerprint: await fingerprintOf(run, request) };
}

/** Uploads the images of an item and builds the body of its request. @throws Problem, Stopped */
async function makeBody(run: Session, { request }: PreparedImage): ReturnType<MakeBody> {
	const deadline = submitDeadline(request.options.maxWaitMs);
	const { model, mask } = request;
	const facts = (role: Role) => parameterWithRole(model, role);
	const urls = await Promise.all(
		request.images.map(
			async (image) => await requestValueOf(run, image, facts('images'), deadline),
		),
	);
	const maskUrl = mask ? await requestValueOf(run, mask, facts('mask'), deadline) : null;
	const named: Record<string, string> = {};
	for (const parameter of model.parameters) {
		const image = request.named[parameter.name];
		if (image) named[parameter.name] = await requestValueOf(run, image, parameter, deadline);
	}
	return buildBody(request, urls, maskUrl, named);
}

/** What is submitted for an item. */
export const taskFor = (run: Session, prepared: PreparedImage, itemIndex: number): JobTask => ({
	itemIndex,
	fingerprint: prepared.fingerprint,
	model: prepared.request.model.slug,
	makeBody: async () => await makeBody(run, prepared),
});

/** How the files of an item are to be had and named. */
export function planFor(
	{ model, options }: Pick<ImageRequest, 'model' | 'options'>,
	itemIndex: number,
): JobOptions {
	return {
		model,
		delivery: options.delivery,
		maxWaitMs: options.maxWaitMs,
		repeatUnconfirmed: options.repeatUnconfirmed,
		naming: (requestId) => ({
			wanted: options.fileName,
			slug: model.slug,
			requestId,
			itemIndex,
			position: 0,
		}),
	};
}
