import { figuresOf, labelOf, labelOfValue, monthOf } from '../../../scripts/generate/words';

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
	['jpg', 'JPG'],
	['RENDER_3D', 'Render 3D'],
	['TURBO', 'Turbo'],
	['RESOLUTION_512_1536', '512 × 1536 (Portrait)'],
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
	[{ seconds: 58.03, usd: 0.14 }, '$0.14 · 58 s'],
	[{ seconds: 4.25, usd: 0.001 }, '$0.001 · 4.3 s'],
	[{ seconds: 23.36, usd: 0.1 }, '$0.10 · 23 s'],
	[{ seconds: 323.3, usd: 2 }, '$2.00 · 323 s'],
	[{ seconds: null, usd: 0.24 }, '$0.24'],
	[{ seconds: 12, usd: null }, '12 s'],
	[{ seconds: null, usd: null }, ''],
])('%j reads %j', (typical, text) => {
	expect(figuresOf(typical)).toBe(text);
});
