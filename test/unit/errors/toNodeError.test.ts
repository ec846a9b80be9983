import {
	ExpressionError,
	NodeApiError,
	NodeOperationError,
	UserError,
	type INode,
	type JsonObject,
} from 'n8n-workflow';
import { API_ERRORS } from '../../../nodes/Segmind/errors/apiErrors';
import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import {
	Problem,
	type Billed,
	type Details,
	type ErrorDefinition,
} from '../../../nodes/Segmind/errors/problem';
import {
	asProblem,
	describe as say,
	headline,
	toNodeError,
	withLinks,
} from '../../../nodes/Segmind/errors/toNodeError';

const NODE: INode = {
	...{ id: '1', name: 'Segmind', type: 'n8n-nodes-segmind.segmind', typeVersion: 1 },
	...{ position: [0, 0], parameters: {} },
};

const KEY = 'SG_0123456789abcdef';
const ID = '2c7f59ea-13f1-402c-9353-915a2b5a2124';

/** Each holds a code within a word that n8n replaces a whole message for. */
const TRAPS = [
	'Prompt mentions a preexisting artwork (EEXIST)',
	'approvePermissions was not granted',
	'connect ECONNREFUSED 127.0.0.1',
	'read ECONNRESET, ETIMEDOUT, ENOENT, EISDIR, EACCES',
	'Bad Gateway',
];

const ROWS: Array<[string, ErrorDefinition]> = [
	...Object.entries(API_ERRORS),
	...Object.entries(INPUT_ERRORS),
];

const DETAILS: Details[] = [
	{},
	...TRAPS.map((apiText): Details => ({ apiText, httpCode: 422 })),
	{ apiText: 'Unauthorized', httpCode: 401 },
	{ apiText: '', httpCode: 404 },
	{ apiText: TRAPS[0] ?? '', httpCode: 500, requestId: ID },
	{ apiText: 'Gateway timed out', httpCode: 504, requestId: ID, billed: 'maybe' },
	{ requestId: ID, billed: 'yes' },
	{ detail: "Named: 'preexisting_file'." },
];

it.each(ROWS)(
	'keeps the message of %s, and puts what is known into the description',
	(_name, row) => {
		for (const details of DETAILS) {
			const shown = toNodeError(NODE, new Problem(row, details), 3, KEY);
			expect(shown.message).toBe(`${row.message} [item 3]`);
			expect(shown.context?.itemIndex).toBe(3);
			const code = details.httpCode ? `HTTP ${details.httpCode}` : '';
			const known = [details.apiText, details.detail, details.requestId, code].filter(Boolean);
			for (const part of [withLinks(row.next), ...known]) expect(shown.description).toContain(part);
			for (const part of known) expect(shown.message).not.toContain(part);
		}
	},
);

it.each(TRAPS.slice(0, 4))('would lose a message that held %j to n8n', (text) => {
	const shown = new NodeApiError(NODE, { message: text }, { message: text });
	expect(shown.message).not.toBe(text);
});

const BILLS: Record<Billed, string> = {
	no: 'Nothing was billed.',
	maybe: 'It may have been billed.',
	yes: 'It has been billed.',
};

it.each(Object.keys(BILLS) as Billed[])('says of money one thing: %s', (billed) => {
	const said = say(new Problem(API_ERRORS.unexpectedStatus, { billed }));
	expect(Object.values(BILLS).filter((bill) => said.includes(bill))).toEqual([BILLS[billed]]);
});

it('is an API error where Segmind was asked, else one of operation', () => {
	const refused = toNodeError(NODE, new Problem(API_ERRORS.keyInvalid, { httpCode: 401 }), 0);
	expect(refused).toBeInstanceOf(NodeApiError);
	expect((refused as NodeApiError).httpCode).toBe('401');
	expect(toNodeError(NODE, new Problem(INPUT_ERRORS.promptMissing), 0)).toBeInstanceOf(
		NodeOperationError,
	);
	expect(toNodeError(NODE, new Problem(API_ERRORS.silence), 0)).toBeInstanceOf(NodeApiError);
});

it('comes through another wrapping by n8n unchanged', () => {
	for (const [, row] of ROWS) {
		const problem = new Problem(row, { httpCode: 500, apiText: TRAPS.join(' ') });
		const shown = toNodeError(NODE, problem, 1, KEY);
		const again = new NodeApiError(NODE, shown as unknown as JsonObject, { itemIndex: 1 });
		expect(again.message).toBe(headline(problem, 1));
		expect(again.description).toBe(shown.description);
	}
});

it('holds the key nowhere, however deep one looks', () => {
	const details: Details = {
		apiText: `Unauthorized key ${KEY}`,
		detail: `The address held ${KEY}.`,
		httpCode: 401,
		requestId: ID,
	};
	const shown = toNodeError(NODE, new Problem(API_ERRORS.keyInvalid, details), 0, KEY);
	expect(JSON.stringify(shown)).not.toContain(KEY);
	expect(`${shown.message}${shown.description}${shown.stack}`).not.toContain(KEY);
	expect(JSON.stringify((shown as NodeApiError).messages)).not.toContain(KEY);
});

it('turns what was never foreseen into a message that does not repeat it', () => {
	const shown = toNodeError(NODE, new TypeError("Can't read 'x' of undefined"), 2);
	expect(shown.message).toBe('Something unexpected happened in the node [item 2]');
	expect(shown.description).toContain("TypeError: Can't read 'x' of undefined");
	expect(shown.description).toContain('It may have been billed.');
	expect(toNodeError(NODE, 'a text', 2).description).toContain('a text');
});

it("hands n8n's own error on, also a plain one of its expression engine", () => {
	const plain = Object.defineProperty(new Error('could not be cloned'), 'cause', {
		value: '={{ $max }}',
	});
	for (const own of [plain, new UserError('invalid syntax'), new ExpressionError('No node')]) {
		const { message } = own;
		const shown = toNodeError(NODE, asProblem(own).with({ billed: 'no' }), 3);
		expect(shown).toBe(own);
		expect(shown.message).toBe(message);
		expect(shown.description).toBe('Nothing was billed.');
		expect(shown.context?.itemIndex).toBe(3);
	}
});
