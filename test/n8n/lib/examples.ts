import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { PROJECT_FOLDER } from './paths';
import type { WorkflowFile } from './workflowTypes';

/** The node and its form as a tool. */
export const SEGMIND_TYPES = ['n8n-nodes-segmind.segmind', 'n8n-nodes-segmind.segmindTool'];

const numberOf = (name: string) => Number(name.split('-')[0]);

/** File names of `examples/*.json`, in the order of their numbers. */
export async function exampleNames(): Promise<string[]> {
	const names = await readdir(path.join(PROJECT_FOLDER, 'examples'));
	return names.filter((name) => name.endsWith('.json')).sort((a, b) => numberOf(a) - numberOf(b));
}

/** One example as it stands in the file. */
export async function readExample(name: string): Promise<WorkflowFile> {
	const text = await readFile(path.join(PROJECT_FOLDER, 'examples', name), 'utf8');
	return JSON.parse(text) as WorkflowFile;
}

/** A copy in which every Segmind node uses the credential: what a person does after an import. */
export function withCredential(
	file: WorkflowFile,
	credential: { id: string; name: string },
): WorkflowFile {
	const nodes = file.nodes.map((node) =>
		SEGMIND_TYPES.includes(node.type)
			? { ...node, credentials: { ...node.credentials, segmindApi: credential } }
			: node,
	);
	return { ...file, nodes };
}
