import { jsonReply, type Exchange, type Reply } from './http';

export const MISSING_KEY = 'Missing Authorization or x-api-key in header';
export const INVALID_KEY = 'Unauthorized. API key is invalid or may have expired.';

/** The documented body of a 401, which differs from that of other errors. */
export function unauthorized(error: string): Reply {
	return jsonReply(401, { error, error_description: error, status_code: 401 });
}

/** Undefined when the request carries the right key in `x-api-key`, else the refusal. */
export function refuseKey({ headers, world }: Exchange): Reply | undefined {
	const key = headers['x-api-key'];
	// A bearer token counts as no key: the inference gateway refuses it.
	if (key === undefined || key === '') return unauthorized(MISSING_KEY);
	return key === world.settings.apiKey ? undefined : unauthorized(INVALID_KEY);
}
