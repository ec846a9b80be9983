import { Agent, request } from 'undici';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';

export interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	bytes: Buffer;
	/** The body parsed, undefined when it is no JSON. */
	json: Record<string, unknown>;
}

/** A client of its own for each sandbox, so that no connection outlives a test. */
export class Client {
	private readonly dispatcher = new Agent({ bodyTimeout: 5000, headersTimeout: 5000 });

	constructor(readonly sandbox: Sandbox) {}

	async send(
		url: string,
		options: { method?: 'GET' | 'POST'; body?: unknown; headers?: Record<string, string> } = {},
	): Promise<Answer> {
		const body = typeof options.body === 'string' ? options.body : JSON.stringify(options.body);
		const response = await request(url, {
			method: options.method ?? 'GET',
			body: options.body === undefined ? undefined : body,
			headers: options.headers ?? this.headers,
			dispatcher: this.dispatcher,
		});
		const bytes = Buffer.from(await response.body.arrayBuffer());
		return { status: response.statusCode, headers: response.headers, bytes, json: parse(bytes) };
	}

	get headers(): Record<string, string> {
		return {
			'x-api-key': this.sandbox.apiKey,
			'content-type': 'application/json',
			accept: 'application/json',
		};
	}

	get product(): string {
		return `${this.sandbox.imagesUrl}/gallery/product.png`;
	}

	get scene(): string {
		return `${this.sandbox.imagesUrl}/gallery/scene.jpg`;
	}

	/** A body that is right for the GPT Image models. */
	edit(changes: Record<string, unknown> = {}): Record<string, unknown> {
		return { prompt: 'Make it blue', image_urls: [this.product], mask: null, ...changes };
	}

	async submit(body: unknown = this.edit(), slug = 'gpt-image-1-edit'): Promise<Answer> {
		return await this.send(`${this.sandbox.baseUrl}/v2/${slug}`, { method: 'POST', body });
	}

	async sync(body: unknown = this.edit(), slug = 'gpt-image-1-edit'): Promise<Answer> {
		return await this.send(`${this.sandbox.baseUrl}/v1/${slug}`, { method: 'POST', body });
	}

	async status(id: string): Promise<Answer> {
		return await this.send(`${this.sandbox.baseUrl}/v2/requests/${id}/status`);
	}

	async result(id: string): Promise<Answer> {
		return await this.send(`${this.sandbox.baseUrl}/v2/requests/${id}`);
	}

	async upload(dataUrls: unknown, headers = this.headers): Promise<Answer> {
		const url = `${this.sandbox.uploadUrl}/upload-asset`;
		return await this.send(url, { method: 'POST', body: { data_urls: dataUrls }, headers });
	}

	/** Without the key, as public files are meant to be fetched. */
	async download(url: string, headers: Record<string, string> = {}): Promise<Answer> {
		return await this.send(url, { headers });
	}

	/** Submits, and returns the id and the first file of a job that finishes at once. */
	async run(body?: unknown, slug?: string): Promise<{ id: string; url: string; file: Answer }> {
		const id = String((await this.submit(body, slug)).json.request_id);
		const { json } = await this.result(id);
		const url = String(json.output);
		if (json.status !== 'COMPLETED') throw new Error(JSON.stringify(json));
		return { id, url, file: await this.download(url) };
	}

	async close(): Promise<void> {
		await this.dispatcher.destroy();
		await this.sandbox.close();
	}
}

function parse(bytes: Buffer): Record<string, unknown> {
	try {
		return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
	} catch {
		return {};
	}
}

/** A clock that moves only when told. */
export class Clock {
	ms = 1_800_000_000_000;

	readonly now = () => this.ms;

	forward(seconds: number): void {
		this.ms += seconds * 1000;
	}
}

const opened: Client[] = [];

/** A client of a new sandbox whose jobs finish at once and whose images are tiny. */
export async function open(options: SandboxOptions = {}): Promise<Client> {
	const sandbox = await startSandbox({ jobSeconds: 0, render: 'tiny', ...options });
	const client = new Client(sandbox);
	opened.push(client);
	return client;
}

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
	await Promise.all(opened.splice(0).map(async (client) => await client.close()));
}
