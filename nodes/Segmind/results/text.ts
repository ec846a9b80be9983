import { isRecord } from '../core/json';

/** What a model says, in words. */
export interface Said {
	/** May be empty: a model can have nothing to say. */
	readonly text: string;
	/** What it thought before, where that stands beside the text. */
	readonly reasoning?: string;
}

const first = (list: unknown): unknown =>
	Array.isArray(list) ? (list as unknown[])[0] : undefined;

const member = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined);

/** What a model thought before it spoke, in Claude's and in Gemini's format. */
const isThought = (part: unknown): boolean =>
	member(part, 'thought') === true || /^(redacted_)?thinking$/.test(String(member(part, 'type')));

const isText = (part: unknown): boolean =>
	member(part, 'type') === 'text' ||
	Object.keys(part ?? {}).every((key) => key === 'text' || key === 'thoughtSignature');

/** A text, or a list of parts that are all text; undefined where any of them is something else. */
function wordsIn(content: unknown): string | undefined {
	if (typeof content === 'string' || !Array.isArray(content)) {
		return typeof content === 'string' ? content : undefined;
	}
	const texts = content
		.filter((part) => !isThought(part))
		.map((part: unknown) => (isText(part) ? member(part, 'text') : undefined));
	const isSaid = texts.length > 0 && texts.every((text) => typeof text === 'string');
	return isSaid ? texts.join('') : undefined;
}

/**
 * The text of a result: one that is a text, or the answer of a language model in one of the formats of
 * OpenAI, Claude and Gemini. Undefined for anything else, such as what a model was to write as JSON.
 */
export function saidIn(result: unknown): Said | undefined {
	if (typeof result === 'string') return { text: result };
	if (!isRecord(result)) return undefined;
	const { choices, candidates, content, output } = result;
	const message = member(first(choices), 'message');
	const inner = 'reasoning' in result ? saidIn(output) : undefined;
	const text =
		wordsIn(member(message, 'content')) ??
		wordsIn(member(member(first(candidates), 'content'), 'parts')) ??
		(Array.isArray(content) ? wordsIn(content) : inner?.text);
	if (text === undefined) return undefined;
	const thought = member(message, 'reasoning') ?? member(message, 'reasoning_content');
	const reasoning = thought ?? result.reasoning ?? inner?.reasoning;
	return { text, ...(typeof reasoning === 'string' && reasoning !== '' && { reasoning }) };
}
