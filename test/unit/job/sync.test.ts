import { PassThrough } from 'node:stream';
import { submitSync } from '../../../nodes/Segmind/job/directCall';
import { Submission } from '../../../nodes/Segmind/job/submit';
import { API_ERRORS } from '../../../nodes/Segmind/errors/apiErrors';
import { unknownModel, type JobSpec } from '../../../nodes/Segmind/job/jobSpec';
import type { Session } from '../../../nodes/Segmind/operations/session';
import { readOptions } from '../../../nodes/Segmind/parameters/options';
import { IMAGE_RESULT } from '../../../nodes/Segmind/results/readers';
import { itemContext } from '../support/itemContext';
import { clock, Closing } from '../../../nodes/Segmind/core/clock';
import { Admission } from '../../../nodes/Segmind/http/admission';
import { semaphore } from '../../../nodes/Segmind/core/semaphore';

const actual = { ...clock };
afterEach(() => void Object.assign(clock, actual));

it.each(['image/png', 'application/json'])(
	'a direct answer of type %s that stands still ends at the deadline, and is reported as paid',
	async (contentType) => {
		let nowMs = 0;
		clock.now = () => nowMs;
		clock.sleep = async (ms) => {
			nowMs += ms;
			await new Promise((resolve) => setImmediate(resolve));
		};
		const body = new PassThrough();
		body.write('{"output": "');
		const answer = { statusCode: 200, headers: { 'content-type': contentType }, body };
		const kept: string[] = [];
		const session = {
			ctx: {
				helpers: { httpRequestWithAuthentication: async () => await Promise.resolve(answer) },
				getExecutionCancelSignal: () => undefined,
			},
			credential: { base: 'https://api.segmind.com', decrypted: {} },
			admission: new Admission(),
			ledger: {
				recordIntent: () => ({ fingerprint: 'f', submittedAtMs: 0 }),
				recordResult: () => {},
				remove: () => kept.push('removed'),
				unclaim: () => kept.push('kept'),
			},
			budget: { commit: () => {}, reopen: () => {} },
			semaphores: { sync: semaphore(1) },
			closing: new Closing(),
		} as unknown as Session;
		const spec: JobSpec = {
			itemIndex: 0,
			fingerprint: 'f',
			model: unknownModel('s', 's', '/v1/s'),
			options: readOptions(itemContext({ parameters: { options: { maxWaitSeconds: 90 } } }), 0),
			reader: IMAGE_RESULT,
			makeBody: async () => await Promise.resolve({}),
		};
		const submitted = submitSync(new Submission(session, spec, '{}', { estimateUsd: 0.1 }));
		await expect(submitted).rejects.toMatchObject({
			definition: API_ERRORS.directAnswerLost,
			billed: 'yes',
		});
		expect(body.destroyed).toBe(true);
		expect(kept).toEqual(['kept']);
		expect(nowMs).toBeGreaterThanOrEqual(90_000);
		expect(nowMs).toBeLessThan(95_000);
	},
);
