import { imageTypeOf } from './files';

/** The cheapest background removal. */
export const MODEL = 'bg-removal-v2';

/** USD of a run. Four requests may be billed: two jobs, and two that are to be refused. */
export const LIMIT_USD = 0.05;
const JOB_LIMIT_USD = LIMIT_USD / 4;

const POLL_MS = 1000;
const MAX_POLLS = 120;
const CREDITS = '/v1/get-user-credits';

/** Headers have lower-case names; `json` is undefined where the body is none. */
export interface Answer {
	status: number;
	headers: Readonly<Record<string, string>>;
	bytes: Buffer;
	json: unknown;
}

/** Segmind or the sandbox, and who looks at it. */
export interface Visit {
	api: string;
	/** A PNG with something to cut out. */
	picture: Buffer;
	/** Average price of a job of `MODEL`, USD. */
	priceUsd: number;
	/** A POST where there is a body; with the key to a path of the API, without it to a URL. */
	ask(target: string, body?: unknown, otherKey?: string): Promise<Answer>;
	pause(ms: number): Promise<void>;
	/** Takes down what is assumed, and what was seen. */
	note(assumed: string, seen: Answer | string, same: boolean): void;
}

/** What stands at a path of a JSON body, undefined where there is nothing. */
export const at = ({ json }: Answer, ...path: string[]): unknown =>
	path.reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], json);

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Whether an answer is an error of this status, with these words. */
const isError = (answer: Answer, statuses: number[], words = /./): boolean =>
	statuses.includes(answer.status) && words.test(String(at(answer, 'error') ?? ''));

/** @returns USD, undefined where the account has none. @throws Error where the key doesn't work */
async function balance({ api, ask, note }: Visit): Promise<number | undefined> {
	const answer = await ask(CREDITS);
	const [paid, free] = [at(answer, 'credits'), at(answer, 'free-credits')];
	const isThere = answer.status === 200 && isNumber(paid) && isNumber(free);
	const assumed = 'Balance: the numbers "credits" and "free-credits", or 404, "No credits found"';
	note(assumed, answer, isThere || isError(answer, [404], /no credits found/i));
	if (answer.status === 401) throw new Error('The API refuses the key.');
	if (answer.json === undefined) throw new Error(`${api} doesn't answer as the API does.`);
	return isThere ? paid + free : undefined;
}

async function refusals({ ask, note }: Visit): Promise<void> {
	const missing = await ask(CREDITS, undefined, '');
	note('No key: 401, x-api-key is named', missing, isError(missing, [401], /x-api-key/i));
	const wrong = await ask(CREDITS, undefined, `SG_${'0'.repeat(16)}`);
	note('A wrong key: 401, "Unauthorized"', wrong, isError(wrong, [401], /unauthorized/i));
	const unknown = await ask('/v2/requests/00000000-0000-4000-8000-000000000000/status');
	note('An unknown request ID: 404 with an error', unknown, isError(unknown, [404]));
}

async function file({ ask, note }: Visit, what: string, url: string, sent?: Buffer): Promise<void> {
	const answer = await ask(url);
	const types = [imageTypeOf(answer.bytes), answer.headers['content-type']];
	const isPng = answer.status === 200 && types.every((type) => type === 'image/png');
	note(`${what}: a PNG that needs no key`, answer, isPng && (sent?.equals(answer.bytes) ?? true));
}

/** @returns the URL of the picture at Segmind, '' where the answer names none */
async function upload(visit: Visit): Promise<string> {
	const { picture, ask, note } = visit;
	const dataUrl = `data:image/png;base64,${picture.toString('base64')}`;
	const answer = await ask('/upload-asset', { data_urls: [dataUrl] });
	const isOne = answer.status === 200 && at(answer, 'file_urls', 'length') === 1;
	note('Upload: one URL in "file_urls"', answer, isOne);
	const url = String(at(answer, 'file_urls', '0') ?? at(answer, 'urls', '0') ?? '');
	if (url === '') return url;
	const hasAddress = /\/assets\/[^/]+(?:@|%40)[^/]+\/images\/[\w-]+\.png$/.test(url);
	note('Its path: /assets/<email address>/images/<ID>.png', url, hasAddress);
	await file(visit, 'The uploaded file', url, picture);
	return url;
}

/** Submits and polls. @returns the result's path and how it ended, undefined where there is no job */
async function queue({ api, ask, pause, note }: Visit, what: string, image: string) {
	const answer = await ask(`/v2/${MODEL}`, { image });
	const id = at(answer, 'request_id');
	const path = `/v2/requests/${String(id)}`;
	const fields = ['status', 'status_url', 'response_url'].map((name) => at(answer, name));
	const isQueued = fields.join() === ['QUEUED', `${api}${path}/status`, api + path].join();
	const assumed = `${what}: 200, QUEUED, request_id, and the URLs that follow from it`;
	note(assumed, answer, answer.status === 200 && isText(id) && isQueued);
	const words = new Set<unknown>();
	for (let polls = 1; isText(id); polls += 1) {
		const last = await ask(`${path}/status`);
		words.add(at(last, 'status'));
		const isOver = last.status >= 300 || words.has('COMPLETED') || words.has('FAILED');
		if (isOver || polls === MAX_POLLS) return { last, path, words: [...words].join(', ') };
		await pause(POLL_MS);
	}
	return undefined;
}

/** @returns what the job cost, USD */
async function queuedJob(visit: Visit, image: string): Promise<number> {
	const job = await queue(visit, 'Submit', image);
	if (!job) return 0;
	const isKnown = /^(?:QUEUED, )?(?:PROCESSING, )?COMPLETED$/.test(job.words);
	visit.note('Its status: QUEUED, PROCESSING, COMPLETED', job.words, isKnown);
	const result = await visit.ask(job.path);
	const [output, cost] = [at(result, 'output'), at(result, 'metrics', 'cost')];
	const [url, type] = ['url', 'content_type'].map((name) => at(result, 'images', '0', name));
	const isPriced = isNumber(cost) && isNumber(at(result, 'metrics', 'remaining_credits'));
	const isWhole = isText(output) && output === url && type === 'image/png' && isPriced;
	const fields = '"output" and the same URL in "images", content_type, cost, remaining_credits';
	visit.note(`Result: ${fields}`, result, isWhole);
	if (isText(output)) await file(visit, 'The file of the result', output);
	return isNumber(cost) ? cost : 0;
}

/** @returns what the job cost, USD */
async function directJob({ ask, note }: Visit, image: string): Promise<number> {
	const answer = await ask(`/v1/${MODEL}`, { image });
	const { bytes, headers, status } = answer;
	const isImage = status === 200 && headers['content-type'] === imageTypeOf(bytes);
	note('Direct call: 200, an image under its content type', answer, isImage);
	const names = ['x-cost', 'x-remaining-credits', 'x-request-id', 'x-generation-time'];
	const seen = names.map((name) => `${name} ${headers[name]}`).join(', ');
	note(`Its headers: ${names.join(', ')}`, seen, !seen.includes('undefined'));
	return Number(headers['x-cost']) || 0;
}

/** What no model can work with: refused, and not billed. */
async function refusedJobs(visit: Visit): Promise<void> {
	const job = await queue(visit, 'Submit with a wrong parameter', 'no URL');
	const isFailed = job !== undefined && job.words.endsWith('FAILED') && isError(job.last, [422]);
	if (job) visit.note('Its status: 422, FAILED, with an error', job.last, isFailed);
	const answer = await visit.ask(`/v1/${MODEL}`, { image: 'no URL' });
	visit.note('The same directly: 400 or 406 with an error', answer, isError(answer, [400, 406]));
}

async function jobs(visit: Visit, image: string, before = Infinity): Promise<void> {
	const { ask, note, priceUsd } = visit;
	const cheap = `A job of ${MODEL} costs at most $${JOB_LIMIT_USD}`;
	if (priceUsd > JOB_LIMIT_USD) return note(cheap, `$${priceUsd}`, false);
	if (before < priceUsd) {
		const answer = await ask(`/v2/${MODEL}`, { image });
		const isTold = isError(answer, [402, 406], /credit|balance/i);
		note('Submit without credits: 402 or 406, credits are named', answer, isTold);
		throw new Error('The balance is too low for the jobs, so that they were not looked at.');
	}
	const first = await queuedJob(visit, image);
	if (first > JOB_LIMIT_USD) return note(cheap, `$${first}`, false);
	const told = first + (await directJob(visit, image));
	await refusedJobs(visit);
	if (before === Infinity) return;
	const spent = before - ((await balance(visit)) ?? NaN);
	const seen = `$${spent.toFixed(6)} gone, $${told.toFixed(6)} told`;
	note('The balance falls by the cost of two jobs', seen, Math.abs(spent - told) < told / 8);
}

/**
 * What the node and the sandbox take for granted about Segmind's API. `npm run verify` holds the real
 * one to it, `npm test` the sandbox. Costs what two jobs of `MODEL` cost.
 * @throws Error where the key doesn't work, or no answer comes
 */
export async function lookAt(visit: Visit): Promise<void> {
	const before = await balance(visit);
	await refusals(visit);
	const image = await upload(visit);
	if (image !== '') await jobs(visit, image, before);
}
