import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { FILE_ERRORS, WORKFLOW_ERRORS } from '../../nodes/Segmind/errors/fileAndWorkflowErrors';
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
		row: API_ERRORS.settingsRefused,
		faults: fault('submit', '400'),
		says: [/Segmind says: "/],
		httpCode: '400',
		billed: NO,
	},
	keyMissing: {
		row: API_ERRORS.keyMissing,
		faults: fault('submit', '401-missing'),
		says: [/Missing Authorization or x-api-key in header/],
		httpCode: '401',
		billed: NO,
	},
	keyInvalid: {
		row: API_ERRORS.keyInvalid,
		job: () => ({ apiKey: 'SG_ffffffffffffffff' }),
		says: [/API key is invalid/],
		httpCode: '401',
		billed: NO,
	},
	creditsUsedUp: {
		row: API_ERRORS.creditsUsedUp,
		sandbox: { credits: 0.01, freeCredits: 0 },
		says: [/Segmind says: "/],
		billed: NO,
	},
	spendLimit: {
		row: API_ERRORS.spendLimit,
		faults: fault('submit', '406-spend-limit'),
		httpCode: '406',
		billed: NO,
	},
	notPermitted: {
		row: API_ERRORS.notPermitted,
		faults: fault('submit', '403'),
		httpCode: '403',
		billed: NO,
	},
	modelUnknown: {
		row: API_ERRORS.modelUnknown,
		faults: fault('submit', '404'),
		job: () => ({ parameters: queue }),
		httpCode: '404',
		billed: NO,
	},
	modelRetired: {
		row: API_ERRORS.modelRetired,
		faults: fault('submit', '410'),
		httpCode: '410',
		billed: NO,
	},
	directoryUnread: {
		row: API_ERRORS.directoryUnread,
		faults: fault('documentation', '503'),
		job: () => ({ parameters: { resource: 'model', operation: 'getAll' } }),
		billed: NO,
	},
	documentationUnread: {
		row: API_ERRORS.documentationUnread,
		job: () => ({ parameters: { resource: 'model', operation: 'get', modelSlug: 'unknown' } }),
		says: [/Model: 'unknown'/],
		billed: NO,
	},
	recordExpired: {
		row: API_ERRORS.recordExpired,
		faults: fault('status', 'expired'),
		// a record is kept for an hour: until then it is late
		job: () => ({ parameters: { options: { maxWaitSeconds: 3700 } } }),
		says: [/not found/i],
		httpCode: '404',
		withRequestId: true,
		billed: MAYBE,
	},
	wrongBaseUrl: {
		row: API_ERRORS.wrongBaseUrl,
		faults: fault('submit', '405-html'),
		job: () => ({ parameters: queue }),
		httpCode: '405',
		billed: NO,
	},
	wrongUploadUrl: {
		row: API_ERRORS.wrongUploadUrl,
		faults: fault('upload', '405-html'),
		job: () => withFile,
		httpCode: '405',
		billed: NO,
	},
	wrongContentType: {
		row: API_ERRORS.wrongContentType,
		faults: fault('submit', '406-content-type'),
		says: [/Invalid content type/i],
		httpCode: '406',
		billed: NO,
	},
	jobFailed: {
		row: API_ERRORS.jobFailed,
		faults: fault('submit', 'failed'),
		says: [/Segmind says: "/],
		httpCode: '422',
		withRequestId: true,
		billed: NO,
	},
	fileFailed: {
		row: API_ERRORS.fileFailed,
		job: () => ({ parameters: { images: urlRows('http://127.0.0.1:9/none.png') } }),
		says: [/Sent as URL: 'http:\/\/127\.0\.0\.1:9\/none\.png'/, /Segmind says: "/],
		httpCode: '422',
		withRequestId: true,
		billed: NO,
	},
	contentRefused: {
		row: API_ERRORS.contentRefused,
		faults: fault('submit', 'failed-policy'),
		httpCode: '422',
		withRequestId: true,
		billed: NO,
	},
	rateLimited: {
		row: API_ERRORS.rateLimited,
		faults: fault('submit', 'rate-limit'),
		job: () => ({ parameters: { options: { maxWaitSeconds: 20 } } }),
		httpCode: '429',
		billed: NO,
	},
	unavailable: {
		row: API_ERRORS.unavailable,
		faults: fault('upload', '502'),
		job: () => withFile,
		httpCode: '502',
		billed: NO,
	},
	unreachable: {
		row: API_ERRORS.unreachable,
		job: () => ({ baseUrl: 'http://127.0.0.1:9' }),
		says: [/ECONNREFUSED/],
		billed: NO,
	},
	silence: {
		row: API_ERRORS.silence,
		faults: fault('submit', 'reset-after'),
		billed: MAYBE,
	},
	submitUnclear: {
		row: API_ERRORS.submitUnclear,
		faults: fault('submit', '502'),
		httpCode: '502',
		billed: MAYBE,
	},
	unconfirmedBefore: { row: API_ERRORS.unconfirmedBefore, billed: MAYBE },
	notSentInTime: { row: API_ERRORS.notSentInTime, billed: NO },
	directAnswerLost: {
		row: API_ERRORS.directAnswerLost,
		faults: fault('sync', 'truncated-body'),
		job: () => ({ parameters: sync }),
		withRequestId: true,
		billed: YES,
	},
	requestNotFound: {
		row: API_ERRORS.requestNotFound,
		job: () => ({
			parameters: { resource: 'request', operation: 'get', requestId: 'mistyped' },
		}),
		says: [/mistyped/],
		httpCode: '404',
		billed: MAYBE,
	},
	connectionLost: {
		row: API_ERRORS.connectionLost,
		faults: fault('status', 'reset-before'),
		job: () => ({ parameters: { options: { maxWaitSeconds: 30 } } }),
		withRequestId: true,
		billed: MAYBE,
	},
	uploadLost: {
		row: API_ERRORS.uploadLost,
		faults: fault('upload', 'reset-before'),
		job: () => withFile,
		billed: NO,
	},
	waitedTooLong: {
		row: API_ERRORS.waitedTooLong,
		faults: fault('submit', 'never'),
		withRequestId: true,
		billed: MAYBE,
	},
	...FILE_CASES,
	notAnImage: {
		row: API_ERRORS.notAnImage,
		faults: fault('download', 'html-200'),
		says: [/URL: http/],
		withRequestId: true,
		billed: YES,
	},
	notTheFile: {
		row: API_ERRORS.notTheFile,
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
		row: API_ERRORS.arrivedIncomplete,
		faults: fault('download', 'short-body'),
		says: [/URL: http/],
		withRequestId: true,
		billed: YES,
	},
	fileGone: {
		row: API_ERRORS.fileGone,
		faults: fault('download', '404'),
		httpCode: '404',
		withRequestId: true,
		billed: YES,
	},
	emptyAnswer: {
		row: API_ERRORS.emptyAnswer,
		faults: fault('submit', 'empty-body'),
		billed: MAYBE,
	},
	unreadableAnswer: {
		row: API_ERRORS.unreadableAnswer,
		faults: fault('submit', 'no-request-id'),
		billed: MAYBE,
	},
	noResult: {
		row: API_ERRORS.noResult,
		sandbox: { outputsPerJob: 0 },
		withRequestId: true,
		billed: YES,
	},
	redirected: {
		row: API_ERRORS.redirected,
		faults: fault('submit', 'redirect-foreign'),
		httpCode: '302',
		billed: NO,
	},
	uploadUnclear: {
		row: API_ERRORS.uploadUnclear,
		sandbox: { uploadAnswer: 'wrong-count' },
		job: () => withFile,
		billed: NO,
	},
	fileRefused: {
		row: API_ERRORS.fileRefused,
		faults: fault('upload', '400'),
		job: () => ({ parameters: { resource: 'file', operation: 'upload' } }),
		says: [/Segmind says: "/],
		httpCode: '400',
		billed: NO,
	},
	unexpectedStatus: { row: API_ERRORS.unexpectedStatus, billed: MAYBE },
	stopped: { row: API_ERRORS.stopped, billed: MAYBE },
	notStarted: { row: API_ERRORS.notStarted, billed: NO },
	overBudget: {
		row: API_ERRORS.overBudget,
		job: () => ({ parameters: { options: { maxCostUsd: 0.01 } } }),
		says: [/limit \$0.01/],
		billed: NO,
	},
	balanceTooLow: {
		row: API_ERRORS.balanceTooLow,
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

describe('what Segmind or the network answers', () => {
	const all = Object.entries(API_CASES).filter(([name]) => !ELSEWHERE.includes(name));
	const shared = Object.entries(SHARED_FLOW_CASES).map(([name, wanted]): [string, Case] => [
		`${name} of a workflow`,
		wanted,
	]);
	const rows = [...all, ...shared];

	it.each(rows)('%s', async (_name, wanted) => {
		const { bench, error } = await errorOf(wanted);
		expect(error.message).toBe(`${wanted.row.message} [item 0]`);
		expect(error.description).toContain(wanted.row.next);
		expect(error.description).toContain(wanted.billed);
		expect(error.description).toContain('item 0');
		for (const pattern of wanted.says ?? []) expect(error.description).toMatch(pattern);
		if (wanted.httpCode) {
			expect(error.description).toContain(`HTTP ${wanted.httpCode}`);
			expect(error.httpCode).toBe(wanted.httpCode);
		}
		if (wanted.withRequestId) expect(error.description).toContain(bench.sandbox.jobs[0]?.id);
	});

	it('has a case for every row', () => {
		const rows = Object.entries(API_CASES).map(([name, { row }]) => [name, row]);
		expect(Object.fromEntries(rows)).toEqual(ALL);
	});

	it.each(['edit', 'run'])(
		'speaks of the file where its upload is refused: %s',
		async (operation) => {
			const imageFields = { values: [{ name: 'first_frame', source: 'binary' }] };
			const modelSlug = { mode: 'slug', value: 'sandbox-video' };
			const any = { resource: 'model', operation, modelSlug, bodyMode: 'fields', imageFields };
			const { error } = await errorOf({
				row: API_ERRORS.fileRefused,
				faults: fault('upload', '403'),
				job: () => (operation === 'run' ? { parameters: any } : withFile),
				billed: NO,
			});
			expect(error.message).toBe(`${API_ERRORS.fileRefused.message} [item 0]`);
			expect(error.description).toContain(NO);
		},
	);

	it('tells an account without credits by 402 as well', async () => {
		const { error } = await errorOf({
			row: API_ERRORS.creditsUsedUp,
			faults: fault('submit', '402'),
			billed: NO,
		});
		expect(error.message).toBe(`${API_ERRORS.creditsUsedUp.message} [item 0]`);
	});

	it('takes the fourth meaning of 406 for a refused setting', async () => {
		const faults = fault('submit', '406-parameter');
		const { error } = await errorOf({ row: API_ERRORS.settingsRefused, faults, billed: NO });
		expect(error.message).toBe(`${API_ERRORS.settingsRefused.message} [item 0]`);
	});

	it('says of a gateway that gave up on a direct call that it may have been billed', async () => {
		const faults = fault('sync', '504');
		const job = () => ({ parameters: sync });
		const { error, bench } = await errorOf({
			row: API_ERRORS.submitUnclear,
			faults,
			job,
			billed: MAYBE,
		});
		expect(error.message).toBe(`${API_ERRORS.submitUnclear.message} [item 0]`);
		expect(error.description).toContain(MAYBE);
		expect(bench.calls('sync')).toHaveLength(1);
	});
});
