import { isRecord } from '../core/json';
import { isPage } from '../files/fileType';
import { ANY_FILES, type FileRule, IMAGE_FILES } from '../files/fileRules';
import { declaredFilesOf, type FileRef, filesIn, filesOf, parsedText } from './files';

/** What an answer holds: files, or a text or JSON that is itself the result. */
export interface ReadResult {
	readonly files: readonly FileRef[];
	/** Absent where the result is files and nothing else. */
	readonly output?: unknown;
}

/** Nothing, or an empty text: the job may be done a moment before its result can be read. */
export const isBlank = ({ files, output = '' }: ReadResult): boolean =>
	files.length === 0 && typeof output === 'string' && output.trim() === '';

/** What the queue says of the job itself, which is no result. */
export const ENVELOPE = new Set([
	'status',
	'error',
	'request_id',
	'poll_url',
	'status_url',
	'response_url',
	'metrics',
	'timings',
	'seed',
	'prompt',
	'output',
	'images',
]);

const isEmpty = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	value === '' ||
	(Array.isArray(value) && value.length === 0) ||
	(isRecord(value) && Object.keys(value).length === 0);

/** The `output` of the item: JSON that came as text is unpacked. */
const unpacked = (value: unknown): unknown =>
	typeof value === 'string' ? (parsedText(value) ?? value) : value;

/** The result of an answer that names no file; an empty list, object or text is one as well. */
function outputOf(answer: unknown): unknown {
	if (!isRecord(answer) || isEmpty(answer)) return unpacked(answer);
	const output = unpacked(answer.output);
	// what a language model thought stands beside what it says, which may be nothing
	const { reasoning } = answer;
	if (typeof output === 'string' && !isEmpty(reasoning)) return { output, reasoning };
	if (!isEmpty(output)) return isEmpty(reasoning) ? output : { output, reasoning };
	// what an answer holds besides an error explains it, and is no result
	if (!isEmpty(answer.error)) return undefined;
	const rest = Object.entries(answer).filter(
		([key, value]) => !ENVELOPE.has(key) && !isEmpty(value),
	);
	return rest.length > 0 ? Object.fromEntries(rest) : output;
}

/** A text of an answer that names no file: `output` is there whatever a model makes. */
const isWords = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '' && filesIn(value).length === 0;

/** What an answer holds besides its files, such as the text of a spoken answer. */
function besides(answer: unknown): unknown {
	if (!isRecord(answer)) return undefined;
	const output = unpacked(answer.output);
	if (!isRecord(output)) return [answer.text, output].find(isWords);
	const others = Object.entries(output).filter(
		([, value]) => !isEmpty(value) && filesIn(value).length === 0,
	);
	return others.length > 0 ? Object.fromEntries(others) : undefined;
}

/** The files of an answer with what stands beside them, or else its text or JSON. */
function resultOf(answer: unknown, files: readonly FileRef[]): ReadResult {
	const output = files.length > 0 ? besides(answer) : outputOf(answer);
	return { files, ...(output !== undefined && output !== null && { output }) };
}

/** The answer as JSON, or the text that came in its place. */
const answerOf = (json: unknown, text?: string): unknown =>
	json === undefined && !isPage(text ?? '') && text?.trim() ? text : json;

/**
 * The result of any model: the files that the answer names under one of the known names, else the
 * text or JSON of `output`, else whatever the answer holds besides the facts of the job.
 * @param text the answer as it came; the page of a gateway is none
 */
export function readGeneric(json: unknown, text?: string): ReadResult {
	const answer = answerOf(json, text);
	return resultOf(answer, filesOf(answer));
}

/** What an operation takes for a result, and what for a file of it. */
export interface ResultReader {
	/**
	 * What an answer names.
	 * @param json undefined for an answer that is none
	 * @param text the answer as it came, where it came at once
	 */
	read(json: unknown, text?: string): ReadResult;
	readonly files: FileRule;
}

/** Images and nothing else. */
export const IMAGE_RESULT: ResultReader = {
	read: (json, text) => ({ files: filesOf(json ?? text, 'image') }),
	files: IMAGE_FILES,
};

/** Whatever a model makes. */
export const ANY_RESULT: ResultReader = { read: readGeneric, files: ANY_FILES };

/** What a model says: an address in it is no file to open. Files that the answer itself names are. */
export const TEXT_RESULT: ResultReader = {
	read: (json, text) => {
		const answer = answerOf(json, text);
		return resultOf(answer, declaredFilesOf(answer));
	},
	files: ANY_FILES,
};
