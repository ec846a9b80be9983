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

it.each(ROWS)(
	'%s is told in n8n’s style, with labels as they stand in the interface',
	(_name, row) => {
		const { message, next } = row;
		expect(message).not.toMatch(AVOIDED);
		expect(message).toMatch(/^['A-Z]/);
		expect(message).not.toMatch(/[.!\n]$|\s{2}/);
		expect(message.length).toBeLessThan(120);
		expect(next).toMatch(/^[A-Z].*\.$/);
		expect(next).not.toMatch(/\b(failures?|mistakes?)\b/i);
		expect(`${message} ${next}`).not.toMatch(OTHER_WORDS);
		const quoted = [...`${message} ${next}`.matchAll(/(?<![A-Za-z])'([A-Z][^']*)'/g)];
		for (const [, label = ''] of quoted) expect([...KNOWN]).toContain(label);
	},
);

it('tells rows apart by their messages', () => {
	const messages = ROWS.map(([, row]) => row.message);
	expect(new Set(messages).size).toBe(messages.length);
});

const REFUSED =
	'settingsRefused keyMissing keyInvalid creditsUsedUp spendLimit notPermitted modelUnknown modelRetired wrongContentType rateLimited jobFailed contentRefused unreachable';
const OPEN = 'silence waitedTooLong emptyAnswer unreadableAnswer recordExpired unexpectedStatus';

it('nothing was billed of what Segmind refuses and of wrong input; what may have arrived may be, and what was made is', () => {
	const billed = (names: string) =>
		new Set(names.split(' ').map((name) => API_ERRORS[name as keyof typeof API_ERRORS].billed));
	expect(billed(REFUSED)).toEqual(new Set(['no']));
	expect(billed(OPEN)).toEqual(new Set(['maybe']));
	expect(billed('notAnImage arrivedIncomplete fileGone')).toEqual(new Set(['yes']));
	for (const row of Object.values(INPUT_ERRORS)) expect(row.billed).toBe('no');
});
