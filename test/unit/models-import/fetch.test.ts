import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';

import { fetchPage } from '../../../scripts/models/fetch/fetchPage';
import { addressOf, inFolder, run, runAlone, slugIn, withServer } from './command';
import { CORPUS, outcomeOf, textOf } from './corpus';

const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** A page as a site sends it: every block of the text an element, the code in one. */
function asHtml(text: string): string {
	const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('·', '&middot;');
	const [, head = '', code = '', table = ''] =
		/^([^]*?)\n( *1[^]*?)\n\n(API Endpoint[^]*)$/.exec(escaped) ?? [];
	const blocks = (part: string) =>
		part
			.split(/\n\n+/)
			.map((block) => `<div><p>${block.replaceAll('\n', '</p><div>').replace(/$/, '</div>')}</div>`)
			.join('\n');
	return `<!DOCTYPE html><html><head><title>A page</title><script>var x = "<p>no</p>";</script></head>
<body><svg><text>no</text></svg>${blocks(head)}<pre><code>${code}</code></pre>${blocks(table)}
<style>.a { color: red }</style></body></html>`;
}

const quick = { pauseMs: 0 };

describe('a page that is fetched', () => {
	it.each(['whole', 'newer-header', 'long-lists', 'no-sentences'])(
		'says the same as source: %s',
		async (name) => {
			await withServer(
				(_, response) => response.writeHead(200, HTML).end(asHtml(textOf(name))),
				async (site) => {
					const text = await fetchPage('any', { site, ...quick });
					expect(text).not.toContain('<');
					expect(outcomeOf(text)).toEqual(outcomeOf(textOf(name)));
				},
			);
		},
	);

	it('is taken as it is when it is text already', async () => {
		await withServer(
			(_, response) =>
				response.writeHead(200, { 'content-type': 'text/plain' }).end(textOf('whole')),
			async (site) => {
				expect(await fetchPage('any', { site, ...quick })).toBe(textOf('whole'));
			},
		);
	});

	it('is written as a file by its slug and by its address', async () => {
		await withServer(
			(request, response) =>
				response.writeHead(200, HTML).end(slugIn(request) ? asHtml(textOf('whole')) : ''),
			async (site) => {
				for (const source of [
					'lantern-glow',
					'https://www.segmind.com/models/lantern-glow/api?tab=python#x',
				]) {
					await inFolder(async (folder) => {
						const kept = path.join(folder, 'kept.txt');
						const ended = await run('import', [
							...[source, '--site', site, '--into', folder, '--save', kept],
						]);
						expect(ended).toMatchObject({ code: 0, err: '' });
						expect(readdirSync(folder).sort()).toEqual(['kept.txt', 'lantern-glow.json']);
						expect(readFileSync(kept, 'utf8')).toContain('API Endpoint');
					});
				}
			},
		);
	});

	it('comes alone: the next is asked for when the one before has ended', async () => {
		let open = 0;
		let most = 0;
		const asked: string[] = [];
		await withServer(
			(request, response) => {
				open += 1;
				most = Math.max(most, open);
				asked.push(slugIn(request));
				setTimeout(() => {
					open -= 1;
					if (slugIn(request) === 'b') response.writeHead(500).end();
					else response.end('text');
				}, 20);
			},
			async (site) => {
				const slugs = ['a', 'b', 'c', 'd'];
				const ends = await Promise.allSettled(
					slugs.map((slug) => fetchPage(slug, { site, pauseMs: 5 })),
				);
				expect(ends.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, true]);
				expect({ most, asked }).toEqual({ most: 1, asked: slugs });
			},
		);
	});
});

const ADVICE = /Open it in a browser, select all, copy, save as a text file/;

describe('a page that can not be had', () => {
	it.each([404, 403, 500, 503])('answers %d: nothing is written', async (status) => {
		await withServer(
			(_, response) => response.writeHead(status, HTML).end(asHtml(textOf('whole'))),
			async (site) => {
				await inFolder(async (folder) => {
					const ended = await run('import', ['lantern-glow', '--site', site, '--into', folder]);
					expect(ended.code).toBe(1);
					expect(ended.err).toMatch(new RegExp(`/models/lantern-glow/api .*HTTP ${status}`));
					expect(ended.err).toMatch(ADVICE);
					expect(readdirSync(folder)).toEqual([]);
				});
			},
		);
	});

	it.each([
		['never answers', false],
		['stops within the page', true],
	])('%s: the wait ends', async (_, begins) => {
		await withServer(
			(__, response) => {
				if (begins) response.writeHead(200, HTML).write('<html>');
			},
			async (site) => {
				const timeoutMs = 200;
				await expect(fetchPage('any', { site, timeoutMs, ...quick })).rejects.toThrow(/timeout/);
			},
		);
	});

	it('is on a server that nobody answers for', async () => {
		const site = await withServer(
			() => undefined,
			async (address) => address,
		);
		const ended = await run('import', ['lantern-glow', '--site', site, '--dry-run']);
		expect(ended.code).toBe(1);
		expect(ended.err).toMatch(/ECONNREFUSED/);
		expect(ended.err).toMatch(ADVICE);
	});

	it('is something else than a page', async () => {
		await withServer(
			(_, response) => response.writeHead(200, HTML).end('<html><body>Hello</body></html>'),
			async (site) => {
				const ended = await run('import', ['lantern-glow', '--site', site, '--dry-run']);
				expect(ended).toMatchObject({ code: 1, out: '' });
				expect(ended.err).toMatch(/^Not understood, .*line 1: the heading "API Endpoint"/);
			},
		);
	});
});

/** A proxy that leads every connection to one server, and the hosts that it was asked for. */
async function withProxy<T>(to: string, use: (proxy: string, hosts: string[]) => Promise<T>) {
	const hosts: string[] = [];
	const { hostname, port } = new URL(to);
	const proxy = createServer();
	proxy.on('connect', (request, client) => {
		hosts.push(request.url ?? '');
		const server = connect(Number(port), hostname, () => {
			client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			server.pipe(client).pipe(server);
		});
		for (const end of [client, server]) end.on('error', () => undefined);
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	try {
		return await use(addressOf(proxy), hosts);
	} finally {
		proxy.closeAllConnections();
		proxy.close();
	}
}

describe('the proxies of the environment', () => {
	const page = path.join(CORPUS, 'whole.txt');
	const args = (site: string) => ['lantern-glow', '--site', site, '--dry-run'];

	it('are used, except for hosts that they are not for', async () => {
		await withServer(
			(_, response) => response.end(readFileSync(page)),
			async (site) =>
				await withProxy(site, async (proxy, hosts) => {
					const through = await runAlone('import', args('http://segmind.invalid'), {
						http_proxy: proxy,
					});
					expect(through).toMatchObject({ code: 0, err: '' });
					expect(hosts).toEqual(['segmind.invalid:80']);
					const past = await runAlone('import', args(site), {
						http_proxy: proxy,
						no_proxy: '127.0.0.1',
					});
					expect(past).toMatchObject({ code: 0, err: '' });
					expect(hosts).toHaveLength(1);
				}),
		);
	});
});
