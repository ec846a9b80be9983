import type { DocumentedModel } from '../documentation/types';
import type { Subject } from '../faults/plan';
import { refuseKey, errorReply, type Exchange, type Reply } from '../http';
import { MODELS } from '../models';
import { priceOf } from '../pricing';
import type { JsonObject } from '../types';
import { isObject } from '../validate';
import type { World } from '../world';

/** The text that a body gives as its prompt, under whatever name. */
export function promptOf(json: unknown): string | undefined {
	if (!isObject(json)) return undefined;
	const prompt = json.prompt ?? json.promptText;
	return typeof prompt === 'string' ? prompt : undefined;
}

export function subjectOf(slug: string, json: unknown): Subject {
	return { slug, prompt: promptOf(json) };
}

/** 429 while the account's limit is reached. */
export function refuseRate({ limiter }: World): Reply | undefined {
	const until = limiter.refusedUntil();
	if (until === undefined) return undefined;
	return errorReply(429, 'rate_limit_exceeded: too many requests', limiter.headers(until));
}

/** 406 when the balance doesn't cover the price; running jobs are not reserved for. */
export function refusePrice(world: World, priceUsd: number): Reply | undefined {
	const { total } = world.balance();
	if (total >= priceUsd) return undefined;
	const text = `Insufficient credits: your balance is $${total}, this request needs $${priceUsd}`;
	return errorReply(406, text);
}

/**
 * What both endpoints check before a model sees the body: key, content type, model, JSON, rate
 * limit and balance, in this order. (The docs also accept multipart here; nothing needs it.)
 */
export function admit(
	exchange: Exchange,
	model: DocumentedModel | undefined,
): { model: DocumentedModel; body: JsonObject } | Reply {
	const { headers, json, world } = exchange;
	const refused = refuseKey(exchange);
	if (refused) return refused;
	if (!headers['content-type']?.startsWith('application/json')) {
		return errorReply(406, 'Invalid content type');
	}
	if (!model) return errorReply(404, 'Model or endpoint not found');
	if (!isObject(json)) return errorReply(400, 'The request body must be a JSON object.');
	const limited =
		refuseRate(world) ?? refusePrice(world, priceOf(model, json, world.settings.outputsPerJob));
	return limited ?? { model, body: json };
}

/** The model whose documented synchronous path this is. */
export function modelAtPath(path: string): DocumentedModel | undefined {
	return [...MODELS.values()].find((model) => model.endpointPath === path);
}
