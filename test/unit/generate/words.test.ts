import { labelOf, labelOfValue, monthOf, typicalOf } from '../../../scripts/generate/words';

it.each([
	['output_format', 'Output Format'],
	['size', 'Size'],
	['aspectRatio', 'Aspect Ratio'],
	['image_url', 'Image URL'],
	['request_id', 'Request ID'],
	['png_level', 'PNG Level'],
	['num_outputs2', 'Num Outputs2'],
])('%s is labelled %s', (name, label) => {
	expect(labelOf(name)).toBe(label);
});

it.each([
	['1024x1024', '1024 × 1024 (Square)'],
	['1536x1024', '1536 × 1024 (Landscape)'],
	['1024x1536', '1024 × 1536 (Portrait)'],
	['16:9', '16:9 (Landscape)'],
	['auto', 'Auto'],
	['webp', 'WebP'],
	['jpeg', 'JPEG'],
	['very_high', 'Very High'],
	[4, '4'],
])('the value %j is labelled %s', (value, label) => {
	expect(labelOfValue(value)).toBe(label);
});

it.each([
	['2026-11', 'November 2026'],
	['2026-01-31', 'January 2026'],
	['2026-12-01', 'December 2026'],
])('%s is %s', (date, month) => {
	expect(monthOf(date)).toBe(month);
});

it.each([
	[{ seconds: 58.03, usd: 0.14 }, 'about 58 s, about $0.14'],
	[{ seconds: 4.25, usd: 0.001 }, 'about 4.3 s, about $0.001'],
	[{ seconds: null, usd: 0.24 }, 'about $0.24'],
	[{ seconds: 12, usd: null }, 'about 12 s'],
	[{ seconds: null, usd: null }, ''],
])('%j reads %j', (typical, text) => {
	expect(typicalOf(typical)).toBe(text);
});
