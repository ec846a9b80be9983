import type { ErrorDefinition } from '../../../nodes/Segmind/errors/problem';
import { openBench, type Bench, type Job, type Outcome } from './bench';

/** The message of an error, as n8n shows it for an item. */
export const told = ({ message }: Pick<ErrorDefinition, 'message'>, item = 0): string =>
	`${message} [item ${item}]`;

/** The run failed with this error at the first item, and its description holds each of the texts. */
export function expectError(
	{ error }: Pick<Outcome, 'error'>,
	row: Pick<ErrorDefinition, 'message'>,
	...says: Array<string | undefined>
): void {
	expect(error?.message).toBe(told(row));
	for (const text of says) expect(error?.description).toContain(text);
}

/** A job of which nothing leaves n8n: it is refused with this error, whose description holds the texts. */
export async function expectRefused(
	job: Job | ((bench: Bench) => Job),
	row: Pick<ErrorDefinition, 'message'>,
	...says: string[]
): Promise<void> {
	const bench = await openBench();
	const outcome = await bench.run(typeof job === 'function' ? job(bench) : job);
	expectError(outcome, row, ...says);
	expect(bench.sandbox.requests).toEqual([]);
}
