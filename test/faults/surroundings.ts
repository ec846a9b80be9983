import { Readable } from 'node:stream';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Life } from './life';
import type { Call } from './plan';

type Helpers = IExecuteFunctions['helpers'];
type AnyFunction = (...args: unknown[]) => unknown;

/** Calls to Segmind by the end of their address. */
const ROUTES: ReadonlyArray<[RegExp, Call]> = [
	[/\/upload-asset$/, 'upload'],
	[/\/get-user-credits$/, 'credits'],
	[/\/v2\/requests\/[^/]+\/status$/, 'status'],
	[/\/v2\/requests\/[^/]+$/, 'result'],
	[/\/v2\/[^/]+$/, 'submit'],
	[/\/v1\/[^/]+$/, 'sync'],
];

const callOf = (url: string): Call => ROUTES.find(([path]) => path.test(url))?.[1] ?? 'download';

const STORAGE: Readonly<Record<string, Call>> = {
	prepareBinaryData: 'store',
	getBinaryStream: 'read',
	getBinaryMetadata: 'read',
	getBinaryDataBuffer: 'read',
};

function http(life: Life, options: IHttpRequestOptions, work: () => Promise<unknown>) {
	const call = callOf(options.url);
	if (life.signal?.aborted) life.lateCalls.push(call);
	return life.pass(call, work);
}

/** The word of the system for each way in which storing fails. */
const STORAGE_WORDS = {
	ENOSPC: 'ENOSPC: no space left on device, write',
	EACCES: "EACCES: permission denied, open '/data/binary'",
};

/** Storing, which fails where the plan says so: n8n takes some of the file before it does. */
async function store(life: Life, file: unknown, work: () => Promise<unknown>): Promise<unknown> {
	const { storage } = life;
	life.stored += 1;
	const fails = storage && life.stored >= storage.nth && life.stored < storage.nth + storage.times;
	if (!fails) return await work();
	const failure = Object.assign(new Error(STORAGE_WORDS[storage.code]), { code: storage.code });
	// as n8n writes a stream into a file: it lets go of the stream, and of the file, then it says so
	const write = async () => {
		if (file instanceof Readable) for await (const piece of file) if (piece) break;
	};
	await write();
	for (let round = 0; round < 3; round += 1) await new Promise((done) => setImmediate(done));
	throw failure;
}

/** n8n's helpers, each call of which can be the last one. */
function mortalHelpers(ctx: IExecuteFunctions, life: Life): Helpers {
	return new Proxy(ctx.helpers, {
		get(helpers, name: string) {
			const real = Reflect.get(helpers, name) as AnyFunction;
			if (typeof real !== 'function') return real;
			const work = (args: unknown[]) => async () => await real.apply(ctx, args);
			if (name === 'httpRequest' || name === 'httpRequestWithAuthentication') {
				const at = name === 'httpRequest' ? 0 : 1;
				return async (...args: unknown[]) =>
					await http(life, args[at] as IHttpRequestOptions, work(args));
			}
			const call = STORAGE[name];
			if (name === 'prepareBinaryData') {
				return async (...args: unknown[]) =>
					await life.pass('store', async () => await store(life, args[0], work(args)));
			}
			if (call) return async (...args: unknown[]) => await life.pass(call, work(args));
			return real.bind(ctx);
		},
	});
}

/**
 * What the node sees of n8n: the real thing, each asynchronous call of which can be the last one.
 * @param goOn Continue On Fail, as the node is to see it
 */
export function mortal(ctx: IExecuteFunctions, life: Life, goOn: boolean): IExecuteFunctions {
	const helpers = mortalHelpers(ctx, life);
	return new Proxy(ctx, {
		get(target, name: string) {
			if (name === 'helpers') return helpers;
			if (name === 'continueOnFail') return () => goOn;
			const real: unknown = Reflect.get(target, name);
			if (typeof real !== 'function') return real;
			const work = real as AnyFunction;
			if (name === 'getCredentials') {
				return async (...args: unknown[]) =>
					await life.pass('credential', async () => await work.apply(target, args));
			}
			return work.bind(target);
		},
	});
}
