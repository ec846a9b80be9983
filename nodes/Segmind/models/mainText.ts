import { isRecord } from '../core/json';
import { type ImagePart, mediaOf, type MediaParameter } from './documentation/media';
import type { DocumentedParameter, JsonValue } from './documentation/types';

/**
 * How messages are written: in a list, with a text or parts as content, or as Gemini's object of
 * contents, which may have a place for instructions.
 */
export type MessageShape = 'text' | 'parts' | 'contents' | 'contentsInstructed';

/** The text that a model is about. The box above the form takes it: a field of the form has one line. */
export interface MainText {
	/** Of the parameter, as documented. */
	readonly name: string;
	/** Where the parameter takes messages instead of the text itself. */
	readonly shape?: MessageShape;
	/** The image that its message can hold. */
	readonly media?: MediaParameter | undefined;
}

/** The parameter that the box fills where nothing else is known. */
export const PROMPT = 'prompt';

/** What speech, music and chat models call it. */
const TEXT_NAMES = ['text', 'script', 'lyrics', 'transcript', 'input'];

const MESSAGES = 'messages';

const isText = (parameter: DocumentedParameter): boolean =>
	!parameter.allowed && (parameter.kind === 'string' || parameter.kind === 'any');

const holdsText = (parts: unknown, type?: string): boolean =>
	Array.isArray(parts) &&
	parts.some((part) => isRecord(part) && part.type === type && typeof part.text === 'string');

const IMAGE_PARTS: readonly ImagePart[] = ['image_url', 'source', 'inlineData'];

/** How an image stands among the parts of a message, where the page shows one. */
function messageImageOf({ name, sample }: DocumentedParameter): MediaParameter | undefined {
	const shape = name === MESSAGES ? shapeOf(sample) : undefined;
	if (shape === undefined || shape === 'text') return undefined;
	const shown = JSON.stringify(sample);
	const part = IMAGE_PARTS.find((key) => shown.includes(`"${key}":{`));
	if (part === undefined) return undefined;
	const base64 = part !== 'image_url' && { base64: true as const };
	return { name, media: 'image', list: false, required: false, sure: true, part, ...base64 };
}

/** The shape of messages that a page shows; undefined for one that isn't known. */
function shapeOf(shown: JsonValue | undefined): MessageShape | undefined {
	const isGemini = isRecord(shown) && Array.isArray(shown.contents);
	const list: unknown = isGemini ? shown.contents : shown;
	const user: unknown = Array.isArray(list)
		? list.find((message) => isRecord(message) && message.role === 'user')
		: undefined;
	if (!isRecord(user)) return undefined;
	if (isGemini && holdsText(user.parts)) {
		return 'system_instruction' in shown ? 'contentsInstructed' : 'contents';
	}
	if (typeof user.content === 'string') return 'text';
	return holdsText(user.content, 'text') ? 'parts' : undefined;
}

/**
 * The text that a model is about: its prompt, or the one required text of a known name, or messages
 * in a shape that the page shows. An optional prompt stands back for the text, as a style does.
 */
export function mainTextOf(parameters: readonly DocumentedParameter[]): MainText | undefined {
	const prompt = parameters.find((one) => one.name === PROMPT && isText(one));
	const [text, second] = parameters.filter(
		(one) => TEXT_NAMES.includes(one.name) && one.required && isText(one) && !mediaOf(one),
	);
	if (text && !second && !prompt?.required) return { name: text.name };
	if (prompt) return { name: PROMPT };
	const messages = parameters.find(({ name }) => name === MESSAGES);
	const shape = shapeOf(messages?.sample);
	return messages && shape && { name: MESSAGES, shape, media: messageImageOf(messages) };
}

/** Whether messages in this shape have a place for instructions. */
export const takesInstructions = (shape: MessageShape | undefined): boolean =>
	shape !== undefined && shape !== 'contents';

/**
 * One message of the user in a shape that was documented.
 * @param instructions how the model is to answer
 */
export function messagesOf(shape: MessageShape, text: string, instructions?: string): unknown {
	if (shape === 'contents' || shape === 'contentsInstructed') {
		const system = instructions && { system_instruction: { parts: { text: instructions } } };
		return { ...system, contents: [{ role: 'user', parts: [{ text }] }] };
	}
	const message = (role: string, words: string) => ({
		role,
		content: shape === 'parts' ? [{ type: 'text', text: words }] : words,
	});
	return [...(instructions ? [message('system', instructions)] : []), message('user', text)];
}

/**
 * Messages with an image behind the text of the last one.
 * @param image its URL, or its content as base64
 * @param mimeType of that content
 */
export function withImage(
	messages: unknown,
	part: ImagePart,
	image: string,
	mimeType: string,
): unknown {
	const parts: Record<ImagePart, object> = {
		image_url: { type: 'image_url', image_url: { url: image } },
		source: { type: 'image', source: { type: 'base64', media_type: mimeType, data: image } },
		inlineData: { inlineData: { mimeType, data: image } },
	};
	const added = (list: unknown) => [
		...(Array.isArray(list) ? (list as unknown[]) : []),
		parts[part],
	];
	const into = (message: Record<string, unknown>, key: string) => ({
		...message,
		[key]: added(message[key]),
	});
	if (Array.isArray(messages)) {
		return messages.map((one: unknown, at) =>
			isRecord(one) && at === messages.length - 1 ? into(one, 'content') : one,
		);
	}
	const contents = isRecord(messages) && Array.isArray(messages.contents) ? messages.contents : [];
	const held = contents.map((one: unknown) => (isRecord(one) ? into(one, 'parts') : one));
	return { ...(messages as object), contents: held };
}
