/** No answer is nested so deep; walking one that is would overflow the stack, here or in n8n. */
const DEEPEST = 100;

/** What stands in the place of everything below. */
const TOO_DEEP = '…';

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** Cuts off what is nested too deep, without recursion. */
function cutDeep(root: unknown): unknown {
	let level = isObject(root) ? [root] : [];
	for (let depth = 1; level.length > 0; depth += 1) {
		const next: Array<Record<string, unknown>> = [];
		for (const parent of level) {
			for (const key of Object.keys(parent)) {
				const child = parent[key];
				if (!isObject(child)) continue;
				if (depth >= DEEPEST) parent[key] = TOO_DEEP;
				else next.push(child);
			}
		}
		level = next;
	}
	return root;
}

/** The value of a JSON text, at most a hundred levels of it; undefined where it is no JSON. */
export function parseJson(text: string): unknown {
	try {
		return cutDeep(JSON.parse(text) as unknown);
	} catch {
		return undefined;
	}
}
