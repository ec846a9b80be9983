import type { ServerResponse } from 'node:http';

import { sendJson, serve } from '../../support/serve';
import type { WorkflowFile } from '../lib/workflowTypes';

/** A chat model of the OpenAI kind that calls a tool and then answers. */
export interface ChatModel {
	url: string;
	/** What the tool told the model, parsed where it was JSON. */
	toolAnswers: unknown[];
	/** Names of the tools that were offered. */
	offered: string[];
	finalText: string;
	close(): Promise<void>;
}

interface Message {
	role: string;
	content?: unknown;
}

interface ChatRequest {
	stream?: boolean;
	messages: Message[];
	tools?: Array<{ function: { name: string } }>;
}

const FINAL_TEXT = 'Done: the edited picture is ready.';

function parseIfJson(text: unknown): unknown {
	try {
		return typeof text === 'string' ? JSON.parse(text) : text;
	} catch {
		return text;
	}
}

function answer(response: ServerResponse, stream: boolean, message: object, reason: string) {
	const common = { id: 'chat-1', created: 0, model: 'local' };
	if (!stream) {
		const choices = [{ index: 0, message, finish_reason: reason }];
		const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
		sendJson(response, { ...common, object: 'chat.completion', choices, usage });
		return;
	}
	response.setHeader('content-type', 'text/event-stream');
	const send = (delta: object, finish: string | null) => {
		const choices = [{ index: 0, delta, finish_reason: finish }];
		const chunk = { ...common, object: 'chat.completion.chunk', choices };
		response.write(`data: ${JSON.stringify(chunk)}\n\n`);
	};
	send(message, null);
	send({}, reason);
	response.end('data: [DONE]\n\n');
}

/** Starts it on loopback. `tool`: the name to call, once with each of `calls`, all in the first answer. */
export async function startChatModel(wanted: {
	tool: string;
	calls: Array<Record<string, unknown>>;
}): Promise<ChatModel> {
	const toolAnswers: unknown[] = [];
	const offered: string[] = [];
	const server = await serve((_, response, body) => {
		const { stream = false, messages, tools = [] } = JSON.parse(body.toString()) as ChatRequest;
		offered.push(...tools.map((tool) => tool.function.name));
		const told = messages.filter(({ role }) => role === 'tool');
		if (told.length > 0) {
			toolAnswers.push(...told.map(({ content }) => parseIfJson(content)));
			answer(response, stream, { role: 'assistant', content: FINAL_TEXT }, 'stop');
			return;
		}
		const calls = wanted.calls.map((given, index) => ({
			index,
			id: `call-${index + 1}`,
			type: 'function',
			function: { name: wanted.tool, arguments: JSON.stringify(given) },
		}));
		const message = { role: 'assistant', content: null, tool_calls: calls };
		answer(response, stream, message, 'tool_calls');
	});
	return { ...server, toolAnswers, offered, finalText: FINAL_TEXT };
}

/** A workflow whose chat model uses that account. */
export function withChatModel(
	file: WorkflowFile,
	account: { id: string; name: string },
): WorkflowFile {
	const nodes = file.nodes.map((one) =>
		one.type.endsWith('lmChatOpenAi') ? { ...one, credentials: { openAiApi: account } } : one,
	);
	return { ...file, nodes };
}
