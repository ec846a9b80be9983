import type { Books } from './books';

/** Only these hosts of the sandbox may see the key, and only in its header. */
const KEY_HOSTS = ['api', 'upload'];

/** The key is seen nowhere but in the header of calls to the hosts of the credential. */
export function keyAtHome({ history }: Books): string[] {
	const { apiKey, requests, rounds } = history;
	const kept = rounds.flatMap((told, round) =>
		JSON.stringify(told).includes(apiKey)
			? [`the key is in the data of execution ${round + 1}`]
			: [],
	);
	const sent = requests.flatMap(({ server, headers, path, body }) => {
		const { 'x-api-key': own, ...others } = headers;
		const elsewhere = JSON.stringify([others, path, body]).includes(apiKey);
		const stray = own !== undefined && !KEY_HOSTS.includes(server);
		return elsewhere || stray ? [`the key went to ${server} with ${path}`] : [];
	});
	return [...kept, ...sent];
}

const SECOND_MS = 1000;

/** After Stop no request is made, no listener stays, and no sleep is longer than a second. */
export function quietAfterStop({ history }: Books): string[] {
	return history.rounds.flatMap(({ stop }, round) => {
		if (!stop) return [];
		const said = (complaint: string) => `execution ${round + 1}, after Stop: ${complaint}`;
		return [
			...(stop.calls.length > 0 ? [said(`calls were made: ${stop.calls.join(', ')}`)] : []),
			...(stop.listeners > 0 ? [said(`${stop.listeners} listeners are left`)] : []),
			...(stop.longestSleepMs > SECOND_MS ? [said(`a sleep of ${stop.longestSleepMs} ms`)] : []),
			...(stop.sleepsLater > 0 ? [said(`${stop.sleepsLater} sleeps a second later`)] : []),
			...(stop.tookMs > SECOND_MS ? [said(`the node went on for ${stop.tookMs} ms`)] : []),
		];
	});
}
