import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { FILE_ERRORS, WORKFLOW_ERRORS } from '../../nodes/Segmind/errors/fileAndWorkflowErrors';
import { withLinks } from '../../nodes/Segmind/errors/toNodeError';
import type { SourceItem } from '../../scripts/engine/nodeTypes';
import { fault, MAYBE, NO, YES, type Case } from './support/errorCase';
import { FILE_CASES } from './support/fileCases';
import { FLOW_CASES, SHARED_FLOW_CASES } from './support/flowCases';
import { closeBenches, fileRows, openBench, urlRows, type Bench, type Job } from './support/bench';
import { picture } from './support/pictures';

afterEach(closeBenches);

const queue = { options: { delivery: 'queue' } };
const sync = { options: { delivery: 'sync' } };
const withFile: Job = { parameters: { images: fileRows('data') } };

async function items(): Promise<SourceItem[]> {
	return [{ files: { data: await picture() } }];
}

/** All that Segmind or the network can answer; each has a case below. */
const ALL = { ...API_ERRORS, ...FILE_ERRORS, ...WORKFLOW_ERRORS };

const API_CASES: Record<keyof typeof ALL, Case> = {
	settingsRefused: {
		faults: fault('submit', '400'),
		says: [/Segmind says: "/],
		httpCode: '400',
		billed: NO,
	},
	keyMissing: {
		faults: fault('submit', '401-missing'),
		says: [/Missing Authorization or x-api-key in header/],
		httpCode: '401',
		billed: NO,
	},
	keyInvalid: {
		job: () => ({ apiKey: 'SG_ffffffffffffffff' }),
		says: [/API key is invalid/],
		httpCode: '401',
		billed: NO,
	},
	creditsUsedUp: {
		sandbox: { credits: 0.01, freeCredits: 0 },
		// n8n's editor shows it as HTML
		says: [
			/Segmind says: "/,
			/Add credits at <a href="(https:\/\/platform\.segmind\.com)" target="_blank">\1<\/a>, then/,
		],
		billed: NO,
	},
	spendLimit: { faults: fault('submit', '406-spend-limit'), httpCode: '406', billed: NO },
	notPermitted: { faults: fault('submit', '403'), httpCode: '403', billed: NO },
	modelUnknown: {
		faults: fault('submit', '404'),
		job: () => ({ parameters: queue }),
		httpCode: '404',
		billed: NO,
	},
	modelRetired: { faults: fault('submit', '410'), httpCode: '410', billed: NO },
	directoryUnread: {
		faults: fault('documentation', '503'),
		job: () => ({ parameters: { resource: 'model', operation: 'getAll' } }),
		billed: NO,
	},
	documentationUnread: {
		job: () => ({ parameters: { resource: 'model', operation: 'get', modelSlug: 'unknown' } }),
		says: [/Model: 'unknown'/],
		billed: NO,
	},
	recordExpired: {
		faults: fault('status', 'expired'),
		// a record is kept for an hour: until then it is late
		job: () => ({ parameters: { options: { maxWaitSeconds: 3700 } } }),
		says: [/not found/i],
		httpCode: '404',
		withRequestId: true,
		billed: MAYBE,
	},
	wrongBaseUrl: {
		faults: fault('submit', '405-html'),
		job: () => ({ parameters: queue }),
		httpCode: '405',
		billed: NO,
	},
	wrongUploadUrl: {
		faults: fault('upload', '405-html'),
		job: () => withFile,
		httpCode: '405',
		billed: NO,
	},
	wrongContentType: {
		faults: fault('submit', '406-content-type'),
		says: [/Invalid content type/i],
		httpCode: '406',
		billed: NO,
	},
	jobFailed: {
		faults: fault('submit', 'failed'),
		says: [/Segmind says: "/],
		httpCode: '422',
		withRequestId: true,
		billed: NO,
	},
	fileFailed: {
		job: () => ({ parameters: { images: urlRows('http://127.0.0.1:9/none.png') } }),
		says: [/Sent as URL: 'http:\/\/127\.0\.0\.1:9\/none\.png'/, /Segmind says: "/],
		httpCode: '422',
		withRequestId: true,
		billed: NO,
	},
	contentRefused: {
		faults: fault('submit', 'failed-policy'),
		httpCode: '422',
		withRequestId: true,
		billed: NO,
	},
	rateLimited: {
		faults: fault('submit', 'rate-limit'),
		job: () => ({ parameters: { options: { maxWaitSeconds: 20 } } }),
		httpCode: '429',
		billed: NO,
	},
	unavailable: { faults: fault('upload', '502'), job: () => withFile, httpCode: '502', billed: NO },
	unreachable: {
		job: () => ({ baseUrl: 'http://127.0.0.1:9' }),
		says: [/ECONNREFUSED/],
		billed: NO,
	},
	silence: { faults: fault('submit', 'reset-after'), billed: MAYBE },
	submitUnclear: { faults: fault('submit', '502'), httpCode: '502', billed: MAYBE },
	unconfirmedBefore: { billed: MAYBE },
	notSentInTime: { billed: NO },
	directAnswerLost: {
		faults: fault('sync', 'truncated-body'),
		job: () => ({ parameters: sync }),
		withRequestId: true,
		billed: YES,
	},
	requestNotFound: {
		job: () => ({
			parameters: { resource: 'request', operation: 'get', requestId: 'mistyped' },
		}),
		says: [/mistyped/],
		httpCode: '404',
		billed: MAYBE,
	},
	connectionLost: {
		faults: fault('status', 'reset-before'),
		job: () => ({ parameters: { options: { maxWaitSeconds: 30 } } }),
		withRequestId: true,
		billed: MAYBE,
	},
	uploadLost: { faults: fault('upload', 'reset-before'), job: () => withFile, billed: NO },
	waitedTooLong: { faults: fault('submit', 'never'), withRequestId: true, billed: MAYBE },
	...FILE_CASES,
	notAnImage: {
		faults: fault('download', 'html-200'),
		says: [/URL: http/],
		withRequestId: true,
		billed: YES,
	},
	notTheFile: {
		faults: fault('download', 'html-200'),
		job: () => ({
			parameters: {
				resource: 'model',
				operation: 'run',
				modelSlug: { mode: 'slug', value: 'sandbox-video' },
				bodyMode: 'fields',
				bodyFields: { values: [{ name: 'prompt', type: 'string', value: 'A wave' }] },
			},
		}),
		says: [/URL: http/],
		withRequestId: true,
		billed: YES,
	},
	arrivedIncomplete: {
		faults: fault('download', 'short-body'),
		says: [/URL: http/],
		withRequestId: true,
		billed: YES,
	},
	fileGone: { faults: fault('download', '404'), httpCode: '404', withRequestId: true, billed: YES },
	emptyAnswer: { faults: fault('submit', 'empty-body'), billed: MAYBE },
	unreadableAnswer: { faults: fault('submit', 'no-request-id'), billed: MAYBE },
	noResult: { sandbox: { outputsPerJob: 0 }, withRequestId: true, billed: YES },
	redirected: { faults: fault('submit', 'redirect-foreign'), httpCode: '302', billed: NO },
	uploadUnclear: { sandbox: { uploadAnswer: 'wrong-count' }, job: () => withFile, billed: NO },
	fileRefused: {
		faults: fault('upload', '400'),
		job: () => ({ parameters: { resource: 'file', operation: 'upload' } }),
		says: [/Segmind says: "/],
		httpCode: '400',
		billed: NO,
	},
	unexpectedStatus: { billed: MAYBE },
	stopped: { billed: MAYBE },
	notStarted: { billed: NO },
	overBudget: {
		job: () => ({ parameters: { options: { maxCostUsd: 0.01 } } }),
		says: [/limit \$0.01/],
		billed: NO,
	},
	balanceTooLow: {
		sandbox: { credits: 1, freeCredits: 0 },
		job: () => ({ parameters: { options: { minBalanceUsd: 2 } } }),
		says: [/The balance is \$1, the minimum \$2/],
		billed: NO,
	},
	...FLOW_CASES,
};

const ELSEWHERE = [
	'unexpectedStatus',
	'stopped',
	'notStarted',
	'unconfirmedBefore',
	'notSentInTime',
	...Object.keys(FILE_CASES),
];

async function errorOf({ faults, sandbox, job }: Case): Promise<{ bench: Bench; error: Shown }> {
	const bench = await openBench({ ...(faults && { faults }), ...sandbox });
	const own = job?.(bench) ?? {};
	const { error, output } = await bench.edit(
		{ ...own.parameters },
		{ items: await items(), ...own },
	);
	expect(output).toEqual([]);
	if (!error) throw new Error('The run came to an end as if nothing had happened');
	return { bench, error };
}

type Shown = { message: string; description: string; httpCode?: string };

/** Other ways to the same errors. */
const FURTHER: Array<[name: string, how: string, wanted: Case]> = [
	['creditsUsedUp', ' by 402', { faults: fault('submit', '402'), billed: NO }],
	['settingsRefused', ' by 406', { faults: fault('submit', '406-parameter'), billed: NO }],
	['fileRefused', ' of Edit', { faults: fault('upload', '403'), job: () => withFile, billed: NO }],
	[
		'fileRefused',
		' of any model',
		{
			faults: fault('upload', '403'),
			job: () => ({
				parameters: {
					...{ resource: 'model', operation: 'run', bodyMode: 'fields' },
					modelSlug: { mode: 'slug', value: 'sandbox-video' },
					imageFields: { values: [{ name: 'first_frame', source: 'binary' }] },
				},
			}),
			billed: NO,
		},
	],
	[
		'submitUnclear',
		' of a direct call',
		{ faults: fault('sync', '504'), job: () => ({ parameters: sync }), billed: MAYBE },
	],
	...Object.entries(SHARED_FLOW_CASES).map(
		([name, wanted]) => [name, ' of a workflow', wanted] as [string, string, Case],
	),
];

describe('what Segmind or the network answers', () => {
	const own = Object.entries(API_CASES).filter(([name]) => !ELSEWHERE.includes(name));
	const rows = [...own.map(([name, wanted]) => [name, '', wanted] as const), ...FURTHER];

	it.each(rows)('%s%s', async (name, _how, wanted) => {
		const { bench, error } = await errorOf(wanted);
		const row = ALL[name as keyof typeof ALL];
		expect(error.message).toBe(`${row.message} [item 0]`);
		expect(error.description).toContain(withLinks(row.next));
		expect(error.description).toContain(wanted.billed);
		expect(error.description).not.toMatch(/\bitem \d/);
		for (const pattern of wanted.says ?? []) expect(error.description).toMatch(pattern);
		if (wanted.httpCode) {
			expect(error.description).toContain(`HTTP ${wanted.httpCode}`);
			expect(error.httpCode).toBe(wanted.httpCode);
		}
		if (wanted.withRequestId) expect(error.description).toContain(bench.sandbox.jobs[0]?.id);
	});

	it('has a case for every row', () => {
		expect(Object.keys(API_CASES).sort()).toEqual(Object.keys(ALL).sort());
	});
});
