import {
	bytesReply,
	errorReply,
	htmlReply,
	jsonReply,
	refuseKey,
	type Reply,
	type Route,
} from '../http';
import { directoryText, modelText } from '../llms';
import { MODELS } from '../models';

const creditsRoute: Route = {
	server: 'api',
	method: 'GET',
	path: /^\/v1\/get-user-credits$/,
	step: 'credits',
	async handle(exchange) {
		const refused = refuseKey(exchange);
		if (refused) return refused;
		const { world } = exchange;
		// Seen with keys that work, so a client must not take it for a wrong key.
		if (world.settings.creditsAnswer === 'not-found') {
			return errorReply(404, 'No credits found for the user');
		}
		const { credits, free } = world.balance();
		return jsonReply(200, { credits, 'free-credits': free });
	},
};

const textReply = (text: string): Reply =>
	bytesReply(200, 'text/plain; charset=utf-8', [Buffer.from(text)]);

/** The real site has these texts on a host of its own, and asks for no key either. */
const documentationRoutes: readonly Route[] = [
	{
		server: 'api',
		method: 'GET',
		path: /^\/models\/([\w.-]+)\/llms\.txt$/,
		step: 'documentation',
		subject: (_, [slug = '']) => ({ slug }),
		async handle(_, [slug = '']) {
			const model = MODELS.get(slug);
			if (!model) return htmlReply(404, 'Not Found');
			return textReply(modelText(model));
		},
	},
	{
		server: 'api',
		method: 'GET',
		path: /^\/llms\.txt$/,
		step: 'documentation',
		handle: async () => textReply(directoryText([...MODELS.values()])),
	},
];

/** Balance, lists of models and their documentation. */
export const factRoutes: readonly Route[] = [creditsRoute, ...documentationRoutes];
