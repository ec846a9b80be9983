import { maskMismatch, turnedNote } from '../../../nodes/Segmind/parameters/maskMatch';

const JPEG = { format: 'JPEG', size: [800, 600] } as const;
const PNG = { format: 'PNG', size: [800, 600], transparency: true } as const;
const OPAQUE = { ...PNG, transparency: false } as const;
const SMALL = { ...PNG, size: [640, 480] } as const;

it.each([
	['a PNG with transparency', JPEG, PNG, 'transparentPng'],
	['a mask whose size is not known', JPEG, { format: 'PNG' }, 'transparentPng'],
	['an image whose size is not known', { format: 'GIF' }, PNG, 'transparentPng'],
	['a JPEG, where the white parts count', PNG, JPEG, 'sameSize'],
	['a PNG without transparency, where the white parts count', JPEG, OPAQUE, 'sameSize'],
] as const)('finds nothing wrong with %s', (_name, image, mask, rule) => {
	expect(maskMismatch(image, mask, rule)).toBeUndefined();
});

it.each([
	['another size', JPEG, SMALL, 'transparentPng', 'The mask (PNG, 640 × 480 pixels)'],
	['a width that is the height', PNG, { ...PNG, size: [600, 800] }, 'transparentPng', '600 × 800'],
	['another format', PNG, JPEG, 'transparentPng', 'The mask (JPEG, 800 × 600 pixels)'],
	[
		'no transparency',
		PNG,
		OPAQUE,
		'transparentPng',
		'(PNG without transparency, 800 × 600 pixels)',
	],
	['another size, where the white parts count', JPEG, SMALL, 'sameSize', '640 × 480'],
] as const)('names both where a mask has %s', (_name, image, given, rule, text) => {
	const said = maskMismatch(image, given, rule);
	expect(said).toContain(text);
	expect(said).toContain(`the first image (${image.format}, 800 × 600 pixels).`);
	expect(said).toMatch(rule === 'sameSize' ? /should have the same size/ : /OpenAI's rule/);
});

it('names a size only where it is known', () => {
	const said = maskMismatch({ format: 'GIF' }, { format: 'WebP' }, 'transparentPng');
	expect(said).toContain('The mask (WebP) does not match the first image (GIF).');
});

/** A phone's photo, held upright and stored on its side. */
const PHOTO = { format: 'JPEG', size: [4032, 3024], turnedSize: [3024, 4032] } as const;
const mask = (width: number, height: number) => ({ ...PNG, size: [width, height] }) as const;
const onItsSide = { ...mask(4032, 3024), turnedSize: [3024, 4032] } as const;

it.each([
	['the size that is shown', PHOTO, mask(3024, 4032), false],
	['the stored size only', PHOTO, mask(4032, 3024), true],
	['both sizes, turned as the image is', PHOTO, onItsSide, false],
	['the stored size of an upright image', { ...PHOTO, turnedSize: undefined }, onItsSide, true],
	['the shown size of a mask that is turned', { ...JPEG, size: [3024, 4032] }, onItsSide, false],
] as const)('takes a mask of %s', (_name, image, given, isTold) => {
	expect(maskMismatch(image, given, 'transparentPng')).toBeUndefined();
	const told = turnedNote(image, given);
	if (isTold) expect(told).toContain('matches only the stored size');
	else expect(told).toBeUndefined();
});

it('names both sizes of an image that is turned, where a mask has neither', () => {
	const said = maskMismatch(PHOTO, mask(3024, 3024), 'sameSize');
	expect(said).toContain('(JPEG, 4032 × 3024 pixels, shown turned as 3024 × 4032 pixels)');
});
