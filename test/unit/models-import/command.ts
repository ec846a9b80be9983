import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { DOCUMENTED_MODELS } from '../../../sandbox/models';
import { directoryText, modelText } from '../../../sandbox/llms';
import type { Terminal } from '../../../scripts/models/terminal';

type Command = (args: string[], terminal: Terminal, folder: string) => Promise<number>;

/** Runs a command here. @returns how it ended and what it wrote */
export async function run(command: Command, args: string[], folder: string) {
	const [out, err]: string[][] = [[], []];
	const terminal = {
		tell: (line: string) => out?.push(line),
		complain: (line: string) => err?.push(line),
	};
	const code = await command(args, terminal, folder);
	return { code, out: out?.join('\n') ?? '', err: err?.join('\n') ?? '' };
}

/** A folder that is gone when the test has ended. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
	const folder = mkdtempSync(path.join(tmpdir(), 'models-'));
	return await use(folder).finally(() => rmSync(folder, { recursive: true }));
}

/** What the sandbox's own tables say of the models that Segmind lists, as its site would. */
export function siteTexts(): Map<string, string> {
	const unlisted = ['automatic-mask-generator', 'seededit-v3'];
	const listed = [...DOCUMENTED_MODELS.values()].filter(({ slug }) => !unlisted.includes(slug));
	const texts = new Map(listed.map((model) => [model.slug, modelText(model)]));
	return texts.set('', directoryText(listed));
}

/** A site on loopback that has these texts by slug, the directory under no slug, and nothing else. */
export async function withSite<T>(
	texts: ReadonlyMap<string, string>,
	use: (site: string) => Promise<T>,
): Promise<T> {
	const server = createServer(({ url = '' }, response) => {
		const [, slug = ''] = /^\/models\/(.+)\/llms\.txt$/.exec(url) ?? [];
		const text = texts.get(slug);
		response.writeHead(text === undefined ? 404 : 200).end(text ?? '<html>Not Found</html>');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return await use(`http://127.0.0.1:${port}`).finally(() => {
		server.closeAllConnections();
		server.close();
	});
}
