import fc from 'fast-check';
import { readSettings, toTyped } from '../../../nodes/Segmind/parameters/imageRequest';
import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import { findModel } from '../../../nodes/Segmind/models/directory';
import { type ModelFacts, type ParameterFacts } from '../../../nodes/Segmind/models/facts';
import { itemContext } from '../support/itemContext';
import { problemIn, rowIn } from '../support/problems';

const parameter = (facts: Partial<ParameterFacts>): ParameterFacts => ({
	name: 'value',
	type: 'string',
	required: false,
	...facts,
});

const text = parameter({ type: 'string' });
const integer = parameter({ type: 'integer', minimum: 1, maximum: 100 });
const number = parameter({ type: 'number' });
const flag = parameter({ type: 'boolean' });
const choice = parameter({ type: 'string', allowed: ['low', 'high', '2'] });

describe('a value gets the documented JSON type', () => {
	it.each([
		['text stays text', text, '1984', '1984'],
		['text keeps its blanks', text, '  x ', '  x '],
		['a number becomes text', text, 1984, '1984'],
		['a switch becomes text', text, false, 'false'],
		['text becomes an integer', integer, '80', 80],
		['text with blanks becomes an integer', integer, ' 80 ', 80],
		['an integer stays one', integer, 80, 80],
		['80.0 is an integer', integer, '80.0', 80],
		['text becomes a number', number, '-0.75', -0.75],
		['zero stays zero', number, 0, 0],
		['true as text becomes a switch', flag, 'true', true],
		['false as text becomes a switch', flag, 'false', false],
		['a switch stays one', flag, false, false],
		['an allowed value stays', choice, 'high', 'high'],
		['an allowed value as a number', choice, 2, '2'],
		['null where it is documented', parameter({ type: 'integer', nullable: true }), null, null],
		['a value beyond a cut list', { ...choice, open: true }, 'ultra', 'ultra'],
		['the smallest', integer, 1, 1],
		['the largest', integer, '100', 100],
	])('%s', (_name, facts, given, sent) => {
		expect(toTyped(facts, given)).toBe(sent);
	});

	it('keeps every text, and finds every integer in its text', () => {
		fc.assert(fc.property(fc.string(), (value) => toTyped(text, value) === value));
		fc.assert(fc.property(fc.integer({ min: 1, max: 100 }), (n) => toTyped(integer, `${n}`) === n));
	});
});

describe('a value is refused', () => {
	it.each([
		['number', integer, 'valueOfWrongType', ['eighty', '', '  ', null, 1.5]],
		['number', number, 'valueOfWrongType', [true, [1], Infinity, NaN]],
		['text', text, 'valueOfWrongType', [undefined, null, {}, ['a']]],
		['switch', flag, 'valueOfWrongType', ['yes', 1]],
		['number', integer, 'valueOutOfRange', [0, '101']],
		['value of a list', choice, 'valueNotAllowed', ['medium', 'High', '']],
	] as const)('that is no %s', (_name, facts, row, all) => {
		for (const given of all) expect(rowIn(() => toTyped(facts, given))).toBe(INPUT_ERRORS[row]);
	});

	it('with its name, itself and what would do', () => {
		const { details } = problemIn(() => toTyped({ ...choice, name: 'quality' }, 'best'));
		expect(details.detail).toBe(`'quality' holds "best". Documented: "low", "high", "2".`);
		const range = problemIn(() => toTyped({ ...integer, name: 'steps' }, 200)).details.detail;
		expect(range).toBe("'steps' holds 200. At least 1. At most 100.");
	});

	it('without repeating a long one to the end', () => {
		const { detail = '' } = problemIn(() => toTyped(integer, 'x'.repeat(5000))).details;
		expect(detail.length).toBeLessThan(400);
	});
});

describe('the settings of an item', () => {
	const model = findModel('gpt-image-1-edit') as ModelFacts;
	const visible = { size: 'auto', quality: 'high', output_format: 'webp' };
	const settingsOf = (more: Record<string, unknown>, ...parameters: ParameterFacts[]) =>
		readSettings(
			itemContext({ parameters: { ...visible, ...more } }),
			...([0, parameters.length > 0 ? { ...model, parameters } : model] as const),
		);

	it('are the fields that are always visible, and of Additional Fields those that were added', () => {
		expect(settingsOf({})).toEqual(visible);
		const added = { output_compression: '80', background: 'transparent' };
		const read = { ...added, output_compression: 80 };
		expect(settingsOf({ additionalFields: added })).toEqual({ ...visible, ...read });
	});

	it('refuse a field that is left over from another model, by name', () => {
		const additionalFields = { seed: 7, moderation: 'low', strength: 1 };
		const { definition, details } = problemIn(() => settingsOf({ additionalFields }));
		expect(definition).toBe(INPUT_ERRORS.valueLeftOver);
		expect(details.detail).toBe('GPT Image 1 Edit does not have: seed, strength.');
	});

	it('refuse an expression without a value where there is a default: that would change the price', () => {
		const stored = { ...visible, quality: '={{ $json.quality }}' };
		const ctx = itemContext({ parameters: { ...visible, quality: '' }, stored });
		expect(rowIn(() => readSettings(ctx, 0, model))).toBe(INPUT_ERRORS.valueNotAllowed);
	});

	it.each([{}, { default: null, nullable: true } as const])(
		'leave out what is empty and has no default: %j',
		(preset) => {
			const style = parameter({ name: 'style', control: 'style', place: 'top', ...preset });
			expect(settingsOf({ style: '' }, style)).toEqual({});
		},
	);

	it('send under the documented name what the control holds under its own', () => {
		const own = { name: 'quality', control: 'qualityNumber', place: 'top' } as const;
		const quality = parameter({ ...own, type: 'integer' });
		expect(settingsOf({ qualityNumber: 90 }, quality)).toEqual({ quality: 90 });
	});
});
