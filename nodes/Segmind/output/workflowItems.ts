import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { deadlineIn } from '../core/clock';
import { ANY_FILES } from '../files/fileRules';
import { toError } from '../errors/problem';
import { download } from '../files/download';
import { FileMissing, noneOf } from '../files/downloadProblems';
import type { WorkflowOutput } from '../results/workflow';
import type { JobContext } from '../job/context';
import { deliver } from '../job/keptResult';
import type { HandedOut, JobResult } from '../job/jobSpec';
import type { Produced } from './outputItems';

/** In characters. */
const MAX_NAME_LENGTH = 64;

/** Fields are named in expressions, and by paths in n8n's combined mode: no dots, no blanks. */
function safeName(name: string): string {
	const safe = name.slice(0, MAX_NAME_LENGTH).replace(/[^A-Za-z0-9_-]+/g, '_');
	const bare = safe.replace(/^_+|_+$/g, '');
	return bare === '' ? 'output' : bare;
}

/** A field that is still free: `name`, else `name_2` and so on. */
function freeField(name: string, taken: ReadonlySet<string>): string {
	for (let count = 1; ; count += 1) {
		const field = count === 1 ? name : `${name}_${count}`;
		if (!taken.has(field)) return field;
	}
}

/** One file that lies at Segmind, and the field that it will have. */
interface FieldOfFile {
	readonly output: string;
	readonly field: string;
	readonly url: string;
}

function fieldsFor(outputs: readonly WorkflowOutput[]): FieldOfFile[] {
	const taken = new Set<string>();
	return outputs.flatMap(({ name, urls }) =>
		urls.map((url) => {
			const field = freeField(safeName(name), taken);
			taken.add(field);
			return { output: name, field, url };
		}),
	);
}

/**
 * The item of a workflow: its outputs by name, and the files among them, which are downloaded one
 * after the other. URLs stay in the JSON: an agent sees nothing else. A file that is missing for good
 * is listed with its error.
 * @throws Problem where nothing of it can be had, or another try may bring what is missing; Stopped
 */
export async function toWorkflowItems(
	session: JobContext,
	result: JobResult,
	{ itemIndex, model, options }: HandedOut,
): Promise<Produced> {
	const { requestId, metrics } = result;
	const made = result.output as WorkflowOutput[];
	const patience = deadlineIn(options.maxWaitMs);
	const binary: IBinaryKeyData = {};
	const files: IDataObject[] = [];
	const missing: FileMissing[] = [];
	return await deliver(session.ledger, result, async () => {
		for (const { output, field, url } of fieldsFor(made)) {
			const naming = { wanted: '', slug: field, requestId, itemIndex, position: 0 };
			if (!options.download) {
				files.push({ output, field: null, url, fileName: null, mimeType: null, fileSize: null });
				continue;
			}
			try {
				const file = await download(session, url, naming, patience, ANY_FILES);
				const { fileName, mimeType, bytes: fileSize } = file;
				binary[field] = file.binary;
				files.push({ output, field, url, fileName, mimeType, fileSize });
			} catch (thrown) {
				if (!(thrown instanceof FileMissing)) throw toError(thrown);
				missing.push(thrown);
				files.push({ output, url, error: thrown.message });
			}
		}
		const isAllMissing = missing.length > 0 && made.every(({ urls }) => urls.length > 0);
		if (isAllMissing && missing.length === files.length) throw noneOf(missing);
		const { cost, remainingCredits } = metrics;
		const outputs = Object.fromEntries(made.map(({ name, value }) => [name, value])) as IDataObject;
		const workflow = model.displayName;
		const response = options.simplify ? {} : { response: (result.answer ?? null) as IDataObject };
		const json = { workflow, requestId, cost, remainingCredits, outputs, files, ...response };
		return { items: [{ json, ...(Object.keys(binary).length > 0 && { binary }) }] };
	});
}
