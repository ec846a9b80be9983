import { takeFacts } from '../../../scripts/models/write/facts';
import { NotUnderstood } from '../../../scripts/models/read/lines';
import { readPage } from '../../../scripts/models/read/page';

/** A page whose first row stands in line 14. */
const FIRST = 14;
const page = (rows: string) => `Small Model

Makes small pictures.

~14.28s

API Endpoint

POSThttps://api.segmind.com/v1/small-model

Parameters

${''}
${rows}

Response Type

Returns: Image
`;

/** What the import says to a page, and nothing where it takes it. */
function said(text: string): string {
	try {
		takeFacts(readPage(text), { read: '2026-11', today: '2026-11-21' });
	} catch (error) {
		if (error instanceof NotUnderstood) return error.message;
		throw error;
	}
	return 'understood';
}

const NUMBER = 'aoptional\ninteger\n\nA.\n\n';
const TEXT = 'aoptional\nstring\n\nA.\n\n';

/** Rows, the line that is named counted from the first, and what is said. */
const ROWS: Array<[string, number, RegExp]> = [
	// names and types
	['aoptional\nmystery\n\nA thing.', 1, /"mystery" is no type/],
	['aoptional\nString\n\nA thing.', 1, /"String" is no type/],
	['aoptional\n\nA thing.', 2, /no type/],
	['aoptional', 0, /no type/],
	['a-boptional\nstring\n\nA.', 0, /"a-b" is no name/],
	['A picture.maskoptional\nstring\n\nA.', 0, /is no name of a parameter/],
	['What is this?\n\naoptional\nstring\n\nA.', 0, /no name with its type/],
	['aoptionalstringA thing.boptionalstring', 0, /run together.*copy the page anew/],
	[`${TEXT}Default: "x"\nboptionl\nstring\n\nB.`, 6, /not expected/],
	['aoptional\nstring\n\nA.\n\nBoptionl\nstring\n\nB.', 6, /is a type, and no name/],
	['aoptional\nstring\n\nA.\noptional\nA.', 4, /has no name before it/],
	['aoptional\nstring\n\nA.\naoptional\nstring\n\nAgain.', 4, /there twice/],
	['_aoptional\nstring\n\nA.', 0, /name must match/],
	// types that a model file can't hold
	['arequired\nany\n\nThings.', 1, /can't hold the type "any"/],
	['arequired\nobject\n\nThings.', 1, /can't hold the type "object"/],
	['arequired\ninteger[]\n\nThings.', 1, /can't hold the type "integer\[\]"/],
	['image_urlsrequired\nobject[]\n\nThings.', 1, /objects with unknown keys/],
	[
		'aoptional\nany | any\n\nThings.\n\nOne of:\nOne Wayoptional\nany\nAnotheroptional\nany',
		5,
		/not clear.*Another/,
	],
	['aoptional\nstring (ulri)\n\nThings.', 1, /can't hold the type "string \(ulri\)"/],
	// defaults
	[`${TEXT}Default: about five`, 5, /"about five" is no JSON/],
	[`${TEXT}Default: auto`, 5, /"auto" is no JSON/],
	[`${TEXT}Default: 'auto'`, 5, /no JSON/],
	[`${TEXT}Default: \u201cauto\u201d`, 5, /no JSON/],
	[`${TEXT}Default:`, 5, /no JSON/],
	[`${TEXT}Default: "auto`, 5, /no JSON/],
	[`${TEXT}Default: "auto\nAllowed values :\n"auto""low"`, 5, /closing quote/],
	[`${TEXT}Default: "say "hi""`, 5, /"hi"".* not expected/],
	[`${TEXT}Default: "x"\nSomething else`, 6, /not expected/],
	[`${TEXT}Default: "x"\nDefault: "y"`, 6, /there twice/],
	[`${TEXT}Default value: "x"`, 5, /reads like a fact/],
	[`${TEXT}default: "x"`, 5, /reads like a fact/],
	['aoptional\nstring\n\nA.Default: "x"', 3, /within a sentence/],
	[`${TEXT}Default: {"a": 1}`, 5, /is no string/],
	[`${TEXT}Default: ["a"]`, 5, /is no string/],
	[`${NUMBER}Default: "five"`, 5, /is no integer/],
	[`${NUMBER}Default: 5.5`, 5, /is no integer/],
	[`${NUMBER}Default: 1,024`, 5, /no JSON/],
	[`${NUMBER}Default: 007`, 5, /no JSON/],
	[`${NUMBER}Default: 5 seconds`, 5, /"seconds" is not expected/],
	[`${TEXT}"x""y"`, 5, /no label/],
	[`${TEXT}Defalt: "x"`, 5, /reads like a fact/],
	[`${TEXT}Default "x"`, 5, /reads like a fact/],
	[`${NUMBER}efault: 5Range: 1 - 10`, 5, /reads like a fact/],
	[`${NUMBER}Rnge: 1 - 10`, 5, /reads like a fact/],
	[`${NUMBER}Alowed values :\n10\n20`, 6, /no label/],
	[`${TEXT}Allowed values\n"x""y"`, 5, /no allowed|not expected/],
	[`${TEXT}Options: "x", "y"`, 5, /reads like a fact/],
	[`${NUMBER}Maximum: 20 per call.`, 5, /reads like a fact/],
	['aoptional\nboolean\n\nA.\n\nDefault: True', 5, /no JSON/],
	['aoptional\nboolean\n\nA.\n\nDefault: "true"', 5, /is no boolean/],
	// ranges
	[`${NUMBER}Default: 5Range: many`, 5, /"many" is no range/],
	[`${NUMBER}Range: 1`, 5, /no range/],
	[`${NUMBER}Range: 1 - 1,000`, 5, /no range/],
	[`${NUMBER}Range: 10 - 1`, 5, /range is empty/],
	[`${NUMBER}Default: 50Range: 1 - 10`, 0, /: a: the default is out of range/],
	[`${NUMBER}Min: 1`, 5, /reads like a fact/],
	[`${TEXT}Range: 1 - 10`, 5, /a is no number/],
	// allowed values
	[`${TEXT}Allowed values (5 total):\n"a""b"+1 more`, 5, /5 values are announced, 3 are there/],
	[`${TEXT}Allowed values :\n"a"b"c"`, 6, /not expected/],
	[`${TEXT}Allowed values :\n"a""b"...`, 6, /not expected/],
	[`${TEXT}Allowed values :\n"a""a"`, 5, /there twice/],
	[`${TEXT}Allowed values :\n`, 5, /no allowed value/],
	[`${TEXT}Allowed values: a, b`, 5, /no allowed value/],
	[`${TEXT}Allowed values :\n"a""b"+1 more"c"`, 6, /not expected/],
	[`${TEXT}Allowed values :\n"a"2`, 5, /2 is no string/],
	[`${TEXT}Default: "c"\nAllowed values :\n"a""b"`, 0, /not among the allowed/],
	[`${NUMBER}Default: 512\nAllowed values :\n51210242048`, 7, /several numbers/],
	[`${NUMBER}Allowed values :\n12481632+3 more`, 6, /several numbers/],
	['aoptional\nnumber\n\nA.\n\nAllowed values :\n0.250.50.75', 6, /where one number ends/],
	['aoptional\nnumber\n\nA.\n\nAllowed values :\n-1-2', 6, /where one number ends/],
	// nested lists
	['aoptional\nstring[]\n\nThings.\n\nArray items:\nnamerequired\nstring', 5, /does not go with/],
	['aoptional\nstring | string\n\nA.\n\nOne of:\nOption 1optional\nstring', 5, /cut off/],
	[
		'aoptional\nstring | string\n\nA.\n\nOne of:\nOption 1optional\nstring\nOption 2optional\ninteger',
		9,
		/"integer" is no part of/,
	],
	[
		'image_listrequired\nobject[]\n\nA.\n\nArray items:\ntagrequired\nstring\nurloptional\nstring (uri)\nzoomoptional\ninteger\n\nZoom.',
		5,
		/not clear where the list below "Array items" ends/,
	],
];

describe('what is not understood is refused with its line', () => {
	it.each(ROWS)('%j', (rows, offset, what) => {
		const message = said(page(rows));
		expect(message).toMatch(what);
		expect(message).toMatch(new RegExp(`^line ${FIRST + offset}:`));
	});

	const WHOLE = page('aoptional\nstring\n\nA.');
	it.each<[string, string, RegExp]>([
		['~14.28s', '~about a minute', /^line 5: .*neither a time nor a price/],
		['~14.28s', '14.28 credits', /^line 5: .*neither/],
		['~14.28s', '$0,04', /^line 5: .*neither/],
		['~14.28s', '$0.04 per generatoin', /^line 5: .*neither/],
		['~14.28s', '~1m 20s', /^line 5: .*neither/],
		['~14.28s', '~14.28s\n~15s', /^line 6: a second time/],
		['~14.28s', '~$0.1\n~$0.2', /^line 6: a second price/],
		['~14.28s', 'POST /v2/other-model \u00b7 submit + poll', /^line 5: .*another model/],
		['~14.28s', 'POST /v3/small-model', /^line 5: .*neither/],
		['Small Model', 'Menu\nLog in\nSmall Mode', /^line 1: which line is the title/],
		['POSThttps', 'GEThttps', /^line 9: .*no endpoint/],
		['/v1/small-model', '/v2/small-model', /^line 9: .*no endpoint/],
		['/v1/small-model', '/v1/', /^line 9: .*no endpoint/],
		['/v1/small-model', '/v1/../small-model', /^line 9: .*no endpoint/],
		['/v1/small-model', '/v1/model.schema', /^line 9: .*no endpoint/],
		['api.segmind.com', 'api.example.com', /^line 9: .*no endpoint/],
		['API Endpoint', 'Endpoint', /"API Endpoint" is missing/],
		['Parameters', 'Attributes', /^line 11: .*2024/],
		['aoptional\nstring\n\nA.', '', /^line 11: no parameter/],
		['Returns: Image', 'Returns: Video', /^line 21: .*returns "Video".*Image or Text/],
		['Returns: Image', 'An image', /^line 21: .*returns is missing/],
		['Response Type', 'Common Error Codes', /^line 19: .*cut off/],
	])('a page with %j as %j', (part, other, what) => {
		expect(WHOLE).toContain(part);
		expect(said(WHOLE.replace(part, other))).toMatch(what);
		expect(said(WHOLE)).toBe('understood');
	});
});
