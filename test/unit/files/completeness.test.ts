import fc from 'fast-check';
import { completenessOf } from '../../../nodes/Segmind/files/completeness';
import { sniffMedia } from '../../../nodes/Segmind/files/fileType';
import { mediaFile } from '../../../sandbox/files';
import { picture } from '../support/pictures';
import { box, noise, riff, WHOLE_FILES, withSegment } from '../support/wholeFiles';

/** As the node calls it: piece by piece, as they come over the network. */
function isWhole(content: Buffer, extension: string, pieceBytes = 700): boolean {
	const { feed, isComplete } = completenessOf(extension);
	for (let at = 0; at < content.length; at += pieceBytes) {
		feed(content.subarray(at, at + pieceBytes));
	}
	return isComplete();
}

const text = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');

/** What cameras, phones and programs write behind the end of a file. */
const APPENDED: Readonly<Record<string, Buffer>> = {
	'a line break': text('\n'),
	zeros: Buffer.alloc(100_000),
	words: text('appended by a tool'),
	'a film, as phones do': Buffer.concat([box('ftyp', text('mp42')), box('mdat', noise(300_000))]),
};

/**
 * How many bytes at most may be cut where that can't be seen: between two parts, in a box that
 * nobody needs, in the directory that ends a TIFF, in the last bytes of a sound.
 */
const BETWEEN_PARTS: Readonly<Record<string, number>> = {
	...{ '3gp': 16, avif: 8, heic: 16, heif: 64, mp4: 8, ogg: 8, wav: 12, avi: 12, aiff: 12 },
	...{ pdf: 12, tif: 900 },
};

describe.each(WHOLE_FILES)('a %s file', (extension, make) => {
	let file: Buffer;

	beforeAll(async () => {
		file = await make();
	});

	it('is known by its bytes, and whole to its last one', () => {
		expect(sniffMedia(file)?.extension).toBe(extension);
		expect(isWhole(file, extension)).toBe(true);
	});

	it.each(Object.entries(APPENDED))('stays whole with %s behind it', (_what, appended) => {
		expect(isWhole(Buffer.concat([file, appended]), extension)).toBe(true);
	});

	it('is cut short wherever it is cut, in whatever pieces it comes', () => {
		const passing = BETWEEN_PARTS[extension] ?? 0;
		const step = Math.ceil(file.length / 500);
		const lengths = Array.from({ length: 500 }, (_, at) => 16 + at * step).concat(file.length - 1);
		const cuts = lengths.filter((length) => length < file.length);
		const passed = cuts.filter((length) => isWhole(file.subarray(0, length), extension));
		expect(passed.length * step).toBeLessThanOrEqual(passing);
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(file.length), (pieces, length) => {
				const cut = file.subarray(0, length);
				return isWhole(cut, extension, pieces) === isWhole(cut, extension);
			}),
			{ numRuns: 30 },
		);
	});
});

it.each([0.2, 0.4, 0.5, 0.6])('a part of a file is none: cut at %d of it', async (share) => {
	for (const [extension, make] of WHOLE_FILES) {
		const file = await make();
		const cut = file.subarray(0, Math.floor(file.length * share));
		expect([extension, isWhole(cut, extension)]).toEqual([extension, false]);
	}
});

describe('a JPEG', () => {
	it.each([0xe1, 0xe2, 0xeb])(
		'has pictures in its metadata (%d) that are not its end',
		async (at) => {
			const [main, small] = [await picture('jpeg', 200, 150), await picture('jpeg')];
			const file = withSegment(main, at, Buffer.concat([text('Exif\0\0'), small, noise(90)]));
			expect(isWhole(file, 'jpg')).toBe(true);
			for (const cut of [
				12 + small.length,
				20 + small.length,
				150 + small.length,
				file.length - 1,
			]) {
				expect(isWhole(file.subarray(0, cut), 'jpg')).toBe(false);
			}
		},
	);

	it('may be followed by others, as cameras with several lenses write them', async () => {
		const [main, second] = [await picture('jpeg', 200, 150), await picture('jpeg', 90, 60)];
		expect(isWhole(Buffer.concat([main, second, noise(50_000)]), 'jpg')).toBe(true);
	});
});

it.each([
	[
		'png',
		'a PNG among its metadata',
		async () => {
			const [main, small] = [await picture('png', 200, 150), await picture('png')];
			const length = Buffer.alloc(4);
			length.writeUInt32BE(small.length);
			const chunk = Buffer.concat([length, text('caBX'), small, Buffer.alloc(4)]);
			return Buffer.concat([main.subarray(0, 33), chunk, main.subarray(33)]);
		},
	],
	[
		'zip',
		'an archive in it that isn’t packed',
		() => {
			const inner = mediaFile('zip', 'inner');
			const outer = mediaFile('zip', 'outer');
			return Buffer.concat([outer.subarray(0, 30), inner, outer]);
		},
	],
	[
		'pdf',
		'a first page that can be shown early',
		() =>
			text('%PDF-1.6\n1 0 obj\nendobj\nstartxref\n0\n%%EOF\n2 0 obj\nendobj\nstartxref\n9\n%%EOF'),
	],
	['svg', 'a drawing in a drawing', () => text('<svg><svg><g/></svg><path d="M0 0"/></svg>')],
] as const)('a %s file with %s ends with its own end', async (extension, _what, make) => {
	const file = await make();
	expect(isWhole(file, extension)).toBe(true);
	expect(isWhole(file.subarray(0, -9), extension)).toBe(extension === 'svg');
});

it.each([
	['wav', 'a length that was left open', riff('WAVE', 0xffffffff)],
	['wav', 'another one', riff('WAVE', 0x7ffff024)],
	['wav', 'none', riff('WAVE', 0)],
	['wav', 'the header counted in', riff('WAVE', 1612)],
	[
		'mp4',
		'content up to the end',
		Buffer.concat([box('ftyp', text('isom')), box('moov', noise(40)), box('mdat', noise(90), 0)]),
	],
	[
		'zip',
		'a long remark',
		Buffer.concat([mediaFile('zip', 'x').subarray(0, -2), text('\xff\xff'), noise(65535)]),
	],
	['svg', 'nothing in it', text('<svg width="1"/>')],
	['svg', 'blanks in its last mark', text('<svg>\n</svg \n>\n<!-- drawn by hand -->')],
	['mp3', 'no end that shows', noise(10)],
	['', 'no type that is known', noise(10)],
] as const)('takes a %s file with %s for whole', (extension, _what, file) => {
	expect(isWhole(file, extension)).toBe(true);
});

it.each(['jpg', 'gif', 'mp4', 'mp3', ''])('takes nothing at all for no %s file', (extension) => {
	expect(isWhole(Buffer.alloc(0), extension)).toBe(false);
});
