/** A refused REST call, with n8n's own text. */
export class RestError extends Error {
	constructor(
		readonly status: number,
		readonly text: string,
		call: string,
	) {
		super(`${call} answered ${status}: ${text.slice(0, 500)}`);
	}
}

/** n8n's REST interface with the login cookie of its owner. */
export class HttpSession {
	private cookie = '';

	constructor(readonly baseUrl: string) {}

	/** The login as 'name=value', for a browser. */
	get loginCookie(): string {
		return this.cookie;
	}

	/** Sends JSON and returns the answer as it came. */
	async raw(method: string, path: string, body?: unknown): Promise<Response> {
		const headers: Record<string, string> = { cookie: this.cookie };
		if (body !== undefined) headers['content-type'] = 'application/json';
		const response = await fetch(this.baseUrl + path, {
			method,
			headers,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const cookie = response.headers.getSetCookie().find((one) => one.startsWith('n8n-auth='));
		if (cookie) this.cookie = cookie.split(';')[0] ?? '';
		return response;
	}

	/** Calls `/rest` and returns the `data` of the answer. Throws `RestError` from 400 on. */
	async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.raw(method, `/rest${path}`, body);
		const text = await response.text();
		if (!response.ok) throw new RestError(response.status, text, `${method} ${path}`);
		return (JSON.parse(text) as { data: T }).data;
	}
}
