import { properties } from '../../../nodes/Segmind/interface';
import { API_ERRORS } from '../../../nodes/Segmind/errors/apiErrors';
import { FILE_ERRORS, WORKFLOW_ERRORS } from '../../../nodes/Segmind/errors/fileAndWorkflowErrors';
import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import type { ErrorDefinition } from '../../../nodes/Segmind/errors/problem';
import { labelsIn } from '../support/labels';
import { OTHER_WORDS } from '../support/oneWord';
import { SegmindApi } from '../../../credentials/SegmindApi.credentials';

const ROWS: Array<[string, ErrorDefinition]> = [
	...Object.entries({ ...API_ERRORS, ...FILE_ERRORS, ...WORKFLOW_ERRORS }),
	...Object.entries(INPUT_ERRORS),
];

/** What n8n's writing guidelines ask to avoid in a message. */
const AVOIDED = /\b(errors?|problems?|failures?|failed|mistakes?)\b/i;

/** What a quoted label may name: a control of the node, a field of the credential, a value. */
const KNOWN = new Set([
	...labelsIn(properties),
	...labelsIn(new SegmindApi().properties),
	// settings of n8n itself, and a name that is typed in
	'On Error',
	'Values to Send',
	'Continue',
	'data',
]);

describe.each(ROWS)('%s', (_name, row) => {
	it('says what happened in one plain sentence', () => {
		expect(row.message).not.toMatch(AVOIDED);
		expect(row.message).toMatch(/^['A-Z]/);
		expect(row.message).not.toMatch(/[.!\n]$|\s{2}/);
		expect(row.message.length).toBeLessThan(120);
	});

	it('says how to go on, in whole sentences', () => {
		expect(row.next).toMatch(/^[A-Z].*\.$/);
		expect(row.next).not.toMatch(/\b(failures?|mistakes?)\b/i);
		expect(row.next).not.toBe(row.message);
	});

	it('has one word for one thing', () => {
		expect(`${row.message} ${row.next}`).not.toMatch(OTHER_WORDS);
	});

	it('quotes labels as they stand in the interface', () => {
		const quoted = [...`${row.message} ${row.next}`.matchAll(/(?<![A-Za-z])'([A-Z][^']*)'/g)];
		for (const [, label = ''] of quoted) expect([...KNOWN]).toContain(label);
	});
});

it('tells rows apart by their messages', () => {
	const messages = ROWS.map(([, row]) => row.message);
	expect(new Set(messages).size).toBe(messages.length);
});

it('never says that wrong input was billed', () => {
	for (const row of Object.values(INPUT_ERRORS)) expect(row.billed).toBe('no');
});

it('knows what is not billed: everything that Segmind refuses', () => {
	const refused: Array<keyof typeof API_ERRORS> = [
		'settingsRefused',
		'keyMissing',
		'keyInvalid',
		'creditsUsedUp',
		'spendLimit',
		'notPermitted',
		'modelUnknown',
		'modelRetired',
		'wrongContentType',
		'rateLimited',
		'jobFailed',
		'contentRefused',
		'unreachable',
	];
	for (const name of refused) expect([name, API_ERRORS[name].billed]).toEqual([name, 'no']);
});

it('never promises that nothing was billed once a submission may have arrived', () => {
	const open: Array<keyof typeof API_ERRORS> = [
		'silence',
		'waitedTooLong',
		'emptyAnswer',
		'unreadableAnswer',
		'recordExpired',
		'unexpectedStatus',
	];
	for (const name of open) expect([name, API_ERRORS[name].billed]).toEqual([name, 'maybe']);
	const made: Array<keyof typeof API_ERRORS> = ['notAnImage', 'arrivedIncomplete', 'fileGone'];
	for (const name of made) expect([name, API_ERRORS[name].billed]).toEqual([name, 'yes']);
});
