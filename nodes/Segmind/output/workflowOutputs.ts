import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import type { WorkflowOutput } from '../results/workflow';
import type { JobContext } from '../job/context';
import { deadlineIn } from '../core/clock';
import { webAddress } from '../http/endpoints';
import { ANY_FILES } from '../files/anyFileType';
import { download } from '../files/download';
import type { StoredFile } from '../files/store';

/** A run of a flow, of which the files are to be fetched. */
export interface WorkflowRun {
	readonly requestId: string;
	readonly itemIndex: number;
	readonly maxWaitMs: number;
}

/** What the outputs come to: their values, and their files by field. */
export interface StoredOutputs {
	readonly outputs: IDataObject;
	/** One for each file, in the order of the outputs. */
	readonly files: IDataObject[];
	readonly binary: IBinaryKeyData;
}

const MEDIA_TYPE = /image|video|audio|media|file|gif|mask|3d|mesh/i;

/** The address of a file, or undefined for a value that is none. A type that is no media is words. */
function fileAddress(type: string, value: unknown): string | undefined {
	if (type !== '' && !MEDIA_TYPE.test(type)) return undefined;
	const address = webAddress(value);
	return address === undefined || /\s/.test(String(value).trim()) ? undefined : address;
}

/** Addresses of the files of an output; several where its value is a list. */
const addressesIn = ({ type, value }: WorkflowOutput): string[] =>
	(Array.isArray(value) ? value : [value]).flatMap((one) => fileAddress(type, one) ?? []);

/** In characters. */
const LONGEST_NAME = 64;

/** Fields are named in expressions, and by paths in n8n's combined mode: no dots, no blanks. */
function safeName(name: string): string {
	const safe = name.slice(0, LONGEST_NAME).replace(/[^A-Za-z0-9_-]+/g, '_');
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
interface Wanted {
	readonly output: string;
	readonly field: string;
	readonly url: string;
}

function wantedOf(outputs: readonly WorkflowOutput[]): Wanted[] {
	const taken = new Set<string>();
	return outputs.flatMap((one) =>
		addressesIn(one).map((url) => {
			const field = freeField(safeName(one.name), taken);
			taken.add(field);
			return { output: one.name, field, url };
		}),
	);
}

const described = ({ output, field, url }: Wanted, file: StoredFile): IDataObject => ({
	output,
	field,
	url,
	fileName: file.fileName,
	mimeType: file.mimeType,
	fileSize: file.bytes,
});

/**
 * Fetches the files among the outputs of a flow, one after the other. Addresses stay in the JSON:
 * an agent sees nothing else.
 * @throws Problem with the request ID, Stopped
 */
export async function downloadOutputs(
	run: JobContext,
	outputs: readonly WorkflowOutput[],
	{ requestId, itemIndex, maxWaitMs }: WorkflowRun,
): Promise<StoredOutputs> {
	const deadline = deadlineIn(maxWaitMs);
	const binary: IBinaryKeyData = {};
	const files: IDataObject[] = [];
	for (const wanted of wantedOf(outputs)) {
		const naming = { wanted: '', slug: wanted.field, requestId, itemIndex, position: 0 };
		const file = await download(run, wanted.url, naming, deadline, ANY_FILES);
		binary[wanted.field] = file.binary;
		files.push(described(wanted, file));
	}
	const named = outputs.map(({ name, value }) => [name, value]);
	return { outputs: Object.fromEntries(named) as IDataObject, files, binary };
}
