import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SegmindApi } from '../../../credentials/SegmindApi.credentials';
import { properties } from '../../../nodes/Segmind/interface';
import { labelsIn } from '../support/labels';
import { ROOT } from '../support/models';

/** What a document may name besides the node's own controls: words of n8n, and nodes and services. */
const OTHERS = [
	...['Add File', 'On Error', 'Retry On Fail', 'Stop Workflow'],
	...['Refresh Parameter List', 'Number of Inputs', 'Values to Send'],
	...['AI Agent', 'Convert to File', 'Edit Image', 'Execute Sub-workflow', 'HTTP Request'],
	...['n8n Form Trigger', 'Read/Write Files from Disk', 'Segmind API'],
	...['Facebook Graph API', 'Google Drive', 'Google Sheets', 'Microsoft Teams'],
	// of HTTP Request
	...['Predefined Credential Type', 'Credential Type', 'Follow Redirects'],
	...['Get Row(s)', 'Update Row', 'Send and Wait for Response'],
];

/** A unit behind a label may be left out: Maximum Cost (USD). */
const named = (label: string): string[] => [label, label.replace(/ \([^)]*\)$/, '')];

const KNOWN = new Set([
	...[...labelsIn(properties), ...labelsIn(new SegmindApi().properties)].flatMap(named),
	...OTHERS,
]);

interface Note {
	readonly name: string;
	readonly type: string;
	readonly parameters: { readonly content?: string };
}

const EXAMPLES = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.json'));

/** The notes of an example, and the names of its nodes. */
function notesOf(file: string): { text: string; own: string[] } {
	const { nodes } = JSON.parse(readFileSync(join(ROOT, 'examples', file), 'utf8')) as {
		nodes: Note[];
	};
	const notes = nodes.filter(({ type }) => type.endsWith('stickyNote'));
	const text = notes.map(({ parameters }) => parameters.content ?? '').join('\n');
	return { text, own: nodes.map(({ name }) => name) };
}

const documented = (file: string) => ({ text: readFileSync(join(ROOT, file), 'utf8'), own: [] });

const DOCUMENTS = ['README.md', 'examples/README.md', 'docs/options.md', 'docs/money.md'];

/** Names of several words in italics or bold, each word with a capital: what a person looks for. */
function namesIn(text: string): string[] {
	const marked = text
		.replace(/`[^`\n]*`/g, '')
		.matchAll(/(?<![\w*_])(\*\*|_|\*)([A-Z][^*_\n]*[\w)])\1(?![\w*_])/g);
	const names = [...marked].flatMap(([, , name = '']) => name.split(/ → |: /));
	return names.filter((name) =>
		/^[\w/-]+(?: (?:[A-Z(][\w/()-]*|and|for|from|or|to|of|in))+$/.test(name),
	);
}

it.each([
	...DOCUMENTS.map((file) => [file, documented(file)] as const),
	...EXAMPLES.map((file) => [file, notesOf(file)] as const),
])('%s names only controls that exist', (_, { text, own }) => {
	const unknown = namesIn(text).filter((name) => !KNOWN.has(name) && !own.includes(name));
	expect(unknown).toEqual([]);
});

it('finds what does not exist', () => {
	const text = 'Under **Image Fields**, in _Options → Maximum Wait (Minutes)_, *Keep The File*';
	const found = namesIn(text).filter((name) => !KNOWN.has(name));
	expect(found).toEqual(['Image Fields', 'Maximum Wait (Minutes)', 'Keep The File']);
});
