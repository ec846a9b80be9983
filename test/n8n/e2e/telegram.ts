import { sendJson, serve } from '../../support/serve';

/** A message that the bot sent. */
export interface SentMessage {
	method: string;
	chat: string;
	/** Text or caption. */
	text: string;
	/** Bytes of a photo. */
	photo?: Buffer;
	/** Where the button of a message leads. */
	button?: string;
}

/** A stand-in of Telegram's bot API: takes messages and photos, and holds them in order. */
export interface Telegram {
	/** What the credential takes as Base URL. */
	url: string;
	sent: SentMessage[];
	close(): Promise<void>;
}

interface Keyboard {
	inline_keyboard: Array<Array<{ url: string }>>;
}

async function messageOf(method: string, type: string, body: Buffer): Promise<SentMessage> {
	if (type.startsWith('application/json')) {
		const sent = JSON.parse(body.toString()) as {
			chat_id: string;
			text: string;
			reply_markup?: Keyboard;
		};
		const button = sent.reply_markup?.inline_keyboard[0]?.[0]?.url;
		return { method, chat: sent.chat_id, text: sent.text, ...(button && { button }) };
	}
	const form = await new Response(new Uint8Array(body), {
		headers: { 'content-type': type },
	}).formData();
	const photo = form.get('photo');
	const [chat, text] = [String(form.get('chat_id')), String(form.get('caption'))];
	if (!(photo instanceof Blob)) return { method, chat, text };
	return { method, chat, text, photo: Buffer.from(await photo.arrayBuffer()) };
}

/** Starts it on loopback; it takes the bot whose token is `token`. */
export async function startTelegram(token: string): Promise<Telegram> {
	const sent: SentMessage[] = [];
	const server = await serve(async (request, response, body) => {
		const [, bot, method = ''] = (request.url ?? '').split('/');
		const message = await messageOf(method, request.headers['content-type'] ?? '', body);
		if (bot !== `bot${token}`) throw new Error('Unauthorized');
		sent.push(message);
		const result = { message_id: sent.length, chat: { id: message.chat } };
		sendJson(response, { ok: true, result });
	});
	return { ...server, sent };
}
