import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import {
	backoffMs,
	certaintyOf,
	RETRY_POLICY,
	retryReasonOf,
	statedWaitMs,
} from '../../../nodes/Segmind/http/retryPolicy';
import type { Step } from '../../../nodes/Segmind/errors/problem';

const READS: Step[] = ['credits', 'upload', 'status', 'result', 'download'];
const SUBMITS: Step[] = ['submit', 'sync'];

describe('why a call is made again', () => {
	it.each([
		[429, 'rateLimited'],
		[500, 'serverTrouble'],
		...[502, 503, 504, 524, 408, 425].map((status) => [status, 'unavailable'] as const),
	] as const)('a read answered with HTTP %i: %s', (status, reason) => {
		for (const step of READS) expect(retryReasonOf(step, status)).toBe(reason);
	});

	it.each([200, 201, 204, 301, 302, 400, 401, 402, 403, 404, 405, 406, 410, 422])(
		'HTTP %i is final',
		(status) => {
			for (const step of [...READS, ...SUBMITS])
				expect(retryReasonOf(step, status)).toBeUndefined();
		},
	);
});

describe('what an answer to a submit proves', () => {
	const certainty = (status: number): string[] =>
		SUBMITS.map((step) => certaintyOf(retryReasonOf(step, status), status));

	it('nothing, but a refusal, and a proxy that had no connection to Segmind', () => {
		const refused = [400, 401, 402, 403, 404, 405, 406, 410, 411, 413, 414, 415, 422, 429, 431];
		const notConnected = [521, 523, 525, 526];
		for (let status = 400; status < 600; status += 1) {
			const proven = [...refused, ...notConnected].includes(status) ? 'nothing' : 'unclear';
			expect([status, ...certainty(status)]).toEqual([status, proven, proven]);
		}
		for (const step of SUBMITS) {
			for (const status of notConnected) expect(retryReasonOf(step, status)).toBe('unreachable');
		}
	});

	it('never repeats one that proves nothing, but 500, 502 and 503 of the queue', () => {
		for (let status = 400; status < 600; status += 1) {
			for (const step of SUBMITS) {
				const reason = retryReasonOf(step, status);
				if (!reason || certaintyOf(reason, status) !== 'unclear') continue;
				const repeated = RETRY_POLICY[step][reason] !== 0;
				expect([step, status, repeated]).toEqual([
					step,
					status,
					step === 'submit' && [500, 502, 503].includes(status),
				]);
			}
		}
	});

	it('an accepted one is accepted, and silence is unclear', () => {
		expect(certainty(200)).toEqual(['accepted', 'accepted']);
		expect(certaintyOf('silence', undefined)).toBe('unclear');
		expect(certaintyOf('unreachable', undefined)).toBe('nothing');
	});
});

describe('backoff', () => {
	it('doubles from one second to ten', () => {
		const full = [0, 1, 2, 3, 4, 5, 50, 5000].map((attempt) => backoffMs(attempt, 0));
		expect(full).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000, 10_000, 10_000]);
	});

	it('is shortened by chance, by half at most', () => {
		const chance = fc.double({ min: 0, max: 1, noNaN: true });
		fc.assert(
			fc.property(fc.nat(100), chance, (attempt, random) => {
				const full = backoffMs(attempt, 0);
				const ms = backoffMs(attempt, random);
				return Number.isInteger(ms) && ms <= full && ms >= full / 2;
			}),
		);
		expect(backoffMs(2, 1)).toBe(2000);
	});
});

describe('the wait that a 429 states', () => {
	const now = Date.UTC(2026, 10, 21, 10, 0, 0);
	const reset = 'x-rate-limit-reset-at-utc';

	it.each([
		['seconds from now', '30', 30_000],
		['a fraction of a second', '0.5', 500],
		['milliseconds since 1970', String(now + 42_000), 42_000],
		['seconds since 1970', String(now / 1000 + 42), 42_000],
		['an ISO date', '2026-11-21T10:01:00Z', 60_000],
		['an ISO date with a fraction', '2026-11-21T10:01:00.250Z', 60_250],
		['an ISO date of another zone', '2026-11-21T11:01:00+01:00', 60_000],
		['an ISO date without a zone, which is UTC', '2026-11-21T10:01:00', 60_000],
		['a date with a space', '2026-11-21 10:01:00', 60_000],
		['a date with a space and a fraction', '2026-11-21 10:01:00.500', 60_500],
		['a date with a space and a zone', '2026-11-21 10:01:00 UTC', 60_000],
		['an HTTP date', 'Sat, 21 Nov 2026 10:01:00 GMT', 60_000],
	])('is read from %s', (_name, value, ms) => {
		expect(statedWaitMs({ [reset]: value }, now)).toBe(ms);
		expect(statedWaitMs({ 'retry-after': value }, now)).toBe(ms);
	});

	it.each([
		['no time at all, which would make for tries without a pause', '0'],
		['a moment that has passed: clocks that differ', '2026-11-21T09:59:00Z'],
		['words', 'soon'],
		['empty text', ''],
		['a day ahead', '86400'],
		['a date years ahead', '2030-01-01T00:00:00Z'],
		['sixteen minutes', '960'],
		['infinity', 'Infinity'],
	])('is not believed: %s', (_name, value) => {
		expect(statedWaitMs({ [reset]: value }, now)).toBeUndefined();
	});

	it('is undefined without headers, and with headers of another kind', () => {
		expect(statedWaitMs({}, now)).toBeUndefined();
		expect(statedWaitMs({ 'retry-after': ['1'], [reset]: null }, now)).toBeUndefined();
	});

	it('is the first of the two that can be read', () => {
		expect(statedWaitMs({ 'retry-after': '5', [reset]: '60' }, now)).toBe(5000);
		expect(statedWaitMs({ 'retry-after': 'later', [reset]: '60' }, now)).toBe(60_000);
	});

	it.each(['UTC', 'America/New_York', 'Asia/Kolkata'])(
		'does not depend on the zone of the machine: %s',
		(zone) => {
			// jest's own process.env does not reach the clock, so a process of its own is asked
			const path = join(__dirname, '../../../nodes/Segmind/http/retryPolicy.ts');
			const text = '2026-11-21 10:01:00';
			const asked = `
				const waits = require(${JSON.stringify(path)}).statedWaitMs({ '${reset}': '${text}' }, ${now});
				console.log(JSON.stringify([waits, new Date(${now}).getTimezoneOffset()]));`;
			const env = { ...process.env, TZ: zone };
			const answer = execFileSync(process.execPath, ['--import', 'tsx', '-e', asked], {
				env,
				encoding: 'utf8',
			});
			const offsets: Record<string, number> = { 'America/New_York': 300, 'Asia/Kolkata': -330 };
			expect(JSON.parse(answer)).toEqual([60_000, offsets[zone] ?? 0]);
		},
	);

	it('is never negative, nor longer than a quarter of an hour', () => {
		fc.assert(
			fc.property(fc.string(), (value) => {
				const ms = statedWaitMs({ [reset]: value }, now);
				return ms === undefined || (ms >= 0 && ms <= 900_000);
			}),
		);
	});
});
