import { pause } from '../lib/wait';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** To be loaded into the n8n whose memory is measured. */
export const PRELOAD = [path.join(__dirname, 'collect.cjs')];

/**
 * The room that V8 gives to short-lived objects grows with what was done, in n8n 2 up to 134 MB, and
 * counts as memory. A limit, which `collect.cjs` reaches before anything is measured, makes it the same
 * for the small run and the large one.
 */
export const NODE_OPTIONS = ['--max-semi-space-size=16'];

const SETTLE_MS = 1500;

function read(pid: number, what: 'VmRSS' | 'VmHWM'): number | undefined {
	try {
		const text = readFileSync(`/proc/${pid}/status`, 'utf8');
		const [, kilobytes] = new RegExp(`${what}:\\s+(\\d+)`).exec(text) ?? [];
		return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
	} catch {
		return undefined;
	}
}

/** Makes the kernel forget the highest value so far. Only Linux can. */
function forgetPeak(pid: number): boolean {
	try {
		writeFileSync(`/proc/${pid}/clear_refs`, '5');
		return true;
	} catch {
		return false;
	}
}

/**
 * Begins to watch the resident memory of one process, without those that it started. The kernel
 * keeps the highest value, so that no moment is missed, as it would be by looking now and then.
 * @returns tells the highest value since then, in bytes; undefined where it can't be known
 */
export function watchPeak(pid: number): () => number | undefined {
	const watching = forgetPeak(pid);
	return () => (watching ? read(pid, 'VmHWM') : undefined);
}

/** Makes an n8n with `PRELOAD` as small as it becomes by itself when nothing runs for a while. */
export async function collectWaste(pid: number): Promise<void> {
	if (process.platform !== 'linux') return;
	process.kill(pid, 'SIGUSR2');
	await pause(SETTLE_MS);
}
