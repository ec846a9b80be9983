import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { serve } from '../../support/serve';

/** What stands between the node and the API, and answers in its place. */
export interface Rule {
	readonly method?: 'GET' | 'POST';
	readonly path: RegExp;
	/** First match that the rule holds for, from 1. */
	readonly from?: number;
	/** Number of matches that it holds for; all where nothing is said. */
	readonly times?: number;
	readonly body?: RegExp;
	/** The API gets the request and works on it; only its answer is lost. */
	readonly forward?: boolean;
	readonly status: number;
	readonly answer?: string | (() => string | Buffer);
	readonly headers?: Record<string, string>;
	/** The answer announces more than it sends, and the connection is cut. */
	readonly cut?: boolean;
}

/** Every request that came by, in order. */
export interface Seen {
	readonly method: string;
	readonly path: string;
	readonly body: string;
}

export interface Gateway {
	readonly url: string;
	readonly seen: Seen[];
	close(): Promise<void>;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

interface Answer {
	status: number;
	headers: IncomingMessage['headers'];
	body: Buffer;
}

async function forward(target: string, from: IncomingMessage, body: Buffer): Promise<Answer> {
	return await new Promise((resolve, reject) => {
		const { host: _, ...headers } = from.headers;
		const call = request(new URL(from.url ?? '/', target), { method: from.method, headers });
		call.on('response', (message) => {
			const { statusCode: status = 0, headers: given } = message;
			bodyOf(message).then((bytes) => resolve({ status, headers: given, body: bytes }), reject);
		});
		call.on('error', reject);
		call.end(body);
	});
}

function answer(response: ServerResponse, { status, answer: text = '', headers, cut }: Rule): void {
	const own = typeof text === 'string' ? text : text();
	const body = Buffer.from(own.length > 0 ? own : '{"error":"gateway"}');
	const length = String(body.length + (cut ? 100 : 0));
	response.writeHead(status, {
		'content-type': 'application/json',
		'content-length': length,
		...headers,
	});
	if (cut) response.write(body, () => response.destroy());
	else response.end(body);
}

/** A proxy in front of a server, with rules for what it answers itself. */
export async function openGateway(target: string, rules: readonly Rule[]): Promise<Gateway> {
	const counts = new Map<Rule, number>();
	const seen: Seen[] = [];
	const pick = (method: string, path: string, body: string): Rule | undefined => {
		for (const rule of rules) {
			if ((rule.method ?? method) !== method || !rule.path.test(path)) continue;
			if (rule.body && !rule.body.test(body)) continue;
			const count = (counts.get(rule) ?? 0) + 1;
			counts.set(rule, count);
			const first = rule.from ?? 1;
			if (count >= first && count < first + (rule.times ?? Infinity)) return rule;
		}
		return undefined;
	};
	const server = await serve(async (from, response, body) => {
		const text = body.toString('utf8');
		const [method, path] = [from.method ?? '', from.url ?? ''];
		seen.push({ method, path, body: text });
		const rule = pick(method, path, text);
		const forwarded = !rule || rule.forward ? await forward(target, from, body) : undefined;
		if (rule) answer(response, rule);
		else if (forwarded) {
			response.writeHead(forwarded.status, forwarded.headers);
			response.end(forwarded.body);
		}
	});
	return { ...server, seen };
}
