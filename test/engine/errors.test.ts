import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { FILE_ERRORS, WORKFLOW_ERRORS } from '../../nodes/Segmind/errors/fileAndWorkflowErrors';
import { withLinks } from '../../nodes/Segmind/errors/toNodeError';
import type { FaultKind, FaultRule, SandboxOptions } from '../../sandbox';
import { closeBenches, fileRows, openBench, urlRows, type Bench, type Job } from './support/bench';
import { expectError } from './support/expected';
import { get, jsonFlow, jsonModel, model, upload, type Parameters } from './support/jobs';
import { picture } from './support/pictures';

afterEach(closeBenches);

/** One thing that Segmind or the network can answer, and what is said of it. */
interface Case extends Pick<Job, 'apiKey' | 'baseUrl'> {
	/** Faults of the sandbox that bring it about. */
	faults?: FaultRule[];
	sandbox?: SandboxOptions;
	parameters?: Parameters | ((bench: Bench) => Parameters);
	/** What the description must hold besides. */
	says?: RegExp[];
	httpCode?: string;
	/** The description names the request ID of the first job. */
	withRequestId?: boolean;
	billed: 'Nothing was billed.' | 'It may have been billed.' | 'It has been billed.';
}

const NO = { billed: 'Nothing was billed.' } as const;
const MAYBE = { billed: 'It may have been billed.' } as const;
const YES = { billed: 'It has been billed.' } as const;
const WITH_ID = { withRequestId: true } as const;

const met = (step: FaultRule['step'], kind: FaultKind) => ({ faults: [{ step, kind }] });
const http = (httpCode: string) => ({ httpCode });
const options = (of: object) => ({ parameters: { options: of } });
const QUEUE = options({ delivery: 'queue' });
const SYNC = options({ delivery: 'sync' });
const WITH_FILE = { parameters: { images: fileRows('data') } };
const FLOW = { parameters: (bench: Bench) => jsonFlow(bench) };

const QUOTED = /Segmind says: "/;
/** A record is kept for an hour: until then it is late. */
const HOUR = { maxWaitSeconds: 3700 };
const NOWHERE = 'http://127.0.0.1:9/none.png';
/** n8n's editor shows it as HTML. */
const CREDITS_LINK =
	/Add credits at <a href="(https:\/\/platform\.segmind\.com)" target="_blank">\1<\/a>, then/;

/** All that Segmind or the network can answer; each has a case below. */
const ALL = { ...API_ERRORS, ...FILE_ERRORS, ...WORKFLOW_ERRORS };

/** Those about answers and files that don't get into n8n are tested in `fetching.test.ts`. */
const ELSEWHERE = [
	...['unexpectedStatus', 'stopped', 'notStarted', 'unconfirmedBefore', 'notSentInTime'],
	...Object.keys(FILE_ERRORS),
];

type Row = readonly [name: keyof typeof ALL, wanted: Case, how?: string];

const ROWS: readonly Row[] = [
	['settingsRefused', { ...met('submit', '400'), says: [QUOTED], ...http('400'), ...NO }],
	['settingsRefused', { ...met('submit', '406-parameter'), ...NO }, 'by 406'],
	[
		'keyMissing',
		{
			...{ ...met('submit', '401-missing'), ...http('401'), ...NO },
			says: [/Missing Authorization or x-api-key in header/],
		},
	],
	[
		'keyInvalid',
		{ apiKey: 'SG_ffffffffffffffff', says: [/API key is invalid/], ...http('401'), ...NO },
	],
	[
		'creditsUsedUp',
		{ sandbox: { credits: 0.01, freeCredits: 0 }, says: [QUOTED, CREDITS_LINK], ...NO },
	],
	['creditsUsedUp', { ...met('submit', '402'), ...NO }, 'by 402'],
	['spendLimit', { ...met('submit', '406-spend-limit'), ...http('406'), ...NO }],
	['notPermitted', { ...met('submit', '403'), ...http('403'), ...NO }],
	['modelUnknown', { ...met('submit', '404'), ...QUEUE, ...http('404'), ...NO }],
	['modelRetired', { ...met('submit', '410'), ...http('410'), ...NO }],
	[
		'directoryUnread',
		{
			...{ ...met('documentation', '503'), ...NO },
			parameters: { resource: 'model', operation: 'getAll' },
		},
	],
	[
		'documentationUnread',
		{
			parameters: { resource: 'model', operation: 'get', modelSlug: 'unknown' },
			...{ ...met('documentation', '503'), says: [/Model: 'unknown'/], ...NO },
		},
	],
	[
		'recordExpired',
		{
			...{ ...met('status', 'expired'), ...options(HOUR) },
			...{ says: [/not found/i], ...http('404'), ...WITH_ID, ...MAYBE },
		},
	],
	['wrongBaseUrl', { ...met('submit', '405-html'), ...QUEUE, ...http('405'), ...NO }],
	['wrongUploadUrl', { ...met('upload', '405-html'), ...WITH_FILE, ...http('405'), ...NO }],
	[
		'wrongContentType',
		{
			...{ ...met('submit', '406-content-type'), ...http('406'), ...NO },
			says: [/Invalid content type/i],
		},
	],
	['jobFailed', { ...met('submit', 'failed'), says: [QUOTED], ...http('422'), ...WITH_ID, ...NO }],
	[
		'fileFailed',
		{
			...{ parameters: { images: urlRows(NOWHERE) }, ...http('422'), ...WITH_ID, ...NO },
			says: [/Sent as URL: 'http:\/\/127\.0\.0\.1:9\/none\.png'/, QUOTED],
		},
	],
	['contentRefused', { ...met('submit', 'failed-policy'), ...http('422'), ...WITH_ID, ...NO }],
	[
		'rateLimited',
		{ ...met('submit', 'rate-limit'), ...options({ maxWaitSeconds: 20 }), ...http('429'), ...NO },
	],
	['unavailable', { ...met('upload', '502'), ...WITH_FILE, ...http('502'), ...NO }],
	['unreachable', { baseUrl: 'http://127.0.0.1:9', says: [/ECONNREFUSED/], ...NO }],
	['silence', { ...met('submit', 'reset-after'), ...MAYBE }],
	['submitUnclear', { ...met('submit', '502'), ...http('502'), ...MAYBE }],
	['submitUnclear', { ...met('sync', '504'), ...SYNC, ...MAYBE }, 'of a direct call'],
	['directAnswerLost', { ...met('sync', 'truncated-body'), ...SYNC, ...WITH_ID, ...YES }],
	[
		'requestNotFound',
		{ parameters: get('mistyped'), says: [/mistyped/], ...http('404'), ...MAYBE },
	],
	[
		'connectionLost',
		{
			...met('status', 'reset-before'),
			...{ ...options({ maxWaitSeconds: 30 }), ...WITH_ID, ...MAYBE },
		},
	],
	['uploadLost', { ...met('upload', 'reset-before'), ...WITH_FILE, ...NO }],
	['waitedTooLong', { ...met('submit', 'never'), ...WITH_ID, ...MAYBE }],
	['notAnImage', { ...met('download', 'html-200'), says: [/URL: http/], ...WITH_ID, ...YES }],
	[
		'notTheFile',
		{
			...{
				...met('download', 'html-200'),
				parameters: jsonModel('sandbox-video', { prompt: 'A wave' }),
			},
			...{ says: [/URL: http/], ...WITH_ID, ...YES },
		},
	],
	[
		'arrivedIncomplete',
		{ ...met('download', 'short-body'), says: [/URL: http/], ...WITH_ID, ...YES },
	],
	['fileGone', { ...met('download', '404'), ...http('404'), ...WITH_ID, ...YES }],
	['emptyAnswer', { ...met('submit', 'empty-body'), ...MAYBE }],
	['unreadableAnswer', { ...met('submit', 'no-request-id'), ...MAYBE }],
	['noResult', { sandbox: { outputsPerJob: 0 }, ...WITH_ID, ...YES }],
	['redirected', { ...met('submit', 'redirect-foreign'), ...http('302'), ...NO }],
	['uploadUnclear', { sandbox: { uploadAnswer: 'wrong-count' }, ...WITH_FILE, ...NO }],
	[
		'fileRefused',
		{ ...met('upload', '400'), parameters: upload(), says: [QUOTED], ...http('400'), ...NO },
	],
	['fileRefused', { ...met('upload', '403'), ...WITH_FILE, ...NO }, 'of Edit'],
	[
		'fileRefused',
		{
			...{ ...met('upload', '403'), ...NO },
			parameters: model('sandbox-video', {
				imageFields: { values: [{ name: 'first_frame', source: 'binary' }] },
			}),
		},
		'of any model',
	],
	['overBudget', { ...options({ maxCostUsd: 0.01 }), says: [/limit \$0.01/], ...NO }],
	[
		'balanceTooLow',
		{
			...{ sandbox: { credits: 1, freeCredits: 0 }, ...options({ minBalanceUsd: 2 }), ...NO },
			says: [/The balance is \$1, the minimum \$2/],
		},
	],
	[
		'workflowUnknown',
		{
			parameters: (bench) => jsonFlow(bench, { workflowId: 'no-such-flow' }),
			...{ ...http('404'), ...NO },
		},
	],
	['workflowNotPermitted', { ...FLOW, ...met('submit', '403'), ...http('403'), ...NO }],
	[
		'workflowInputRefused',
		{ ...FLOW, ...met('submit', '400'), says: [QUOTED], ...http('400'), ...NO },
	],
	['workflowNoResult', { ...FLOW, sandbox: { flowOutput: () => '' }, ...WITH_ID, ...YES }],
	[
		'workflowFailed',
		{
			parameters: (bench) => jsonFlow(bench, { inputJson: { headline: 'Sale' } }),
			says: [/Segmind says: ".*'product_image' is a required parameter/],
			...{ ...WITH_ID, ...MAYBE },
		},
	],
	['silence', { ...FLOW, ...met('submit', 'reset-after'), ...MAYBE }, 'of a PixelFlow'],
	['unreadableAnswer', { ...FLOW, ...met('submit', 'no-request-id'), ...MAYBE }, 'of a PixelFlow'],
	['waitedTooLong', { ...FLOW, ...met('submit', 'never'), ...WITH_ID, ...MAYBE }, 'of a PixelFlow'],
	[
		'recordExpired',
		{
			parameters: (bench) => jsonFlow(bench, { options: HOUR }),
			...{ ...met('status', 'expired'), says: [/not found/i] },
			...{ ...http('404'), ...WITH_ID, ...MAYBE },
		},
		'of a PixelFlow',
	],
];

describe('what Segmind or the network answers', () => {
	it.each(ROWS.map(([name, wanted, how = '']) => [name, how, wanted] as const))(
		'%s %s',
		async (name, _how, wanted) => {
			const { faults, sandbox, parameters = {}, says = [], httpCode, billed, ...job } = wanted;
			const bench = await openBench({ ...(faults && { faults }), ...sandbox });
			const own = typeof parameters === 'function' ? parameters(bench) : parameters;
			const items = [{ files: { data: await picture() } }];
			const { error, output } = await bench.edit(own, { items, ...job });
			expect(output).toEqual([]);
			expectError({ error }, ALL[name], withLinks(ALL[name].next), billed);
			const { description = '' } = error ?? {};
			expect(description).not.toMatch(/\bitem \d/);
			for (const pattern of says) expect(description).toMatch(pattern);
			if (httpCode) expect(description).toContain(`HTTP ${httpCode}`);
			if (httpCode) expect(error?.httpCode).toBe(httpCode);
			if (wanted.withRequestId) expect(description).toContain(bench.sandbox.jobs.at(-1)?.id);
		},
	);

	it('has a case for every row', () => {
		const named = new Set([...ROWS.map(([name]) => name), ...ELSEWHERE]);
		expect([...named].sort()).toEqual(Object.keys(ALL).sort());
	});
});
