import { refuseKey } from '../auth';
import { errorReply, jsonReply, type Route } from '../http';

export const creditsRoute: Route = {
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
