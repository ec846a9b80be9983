import fc from 'fast-check';
import { checkerFor } from '../../../nodes/Segmind/files/completeness';

const MP4 = { mimeType: 'video/mp4', extension: 'mp4' };

function box(type: string, content: Buffer, long = false): Buffer {
	const size = Buffer.alloc(long ? 16 : 8);
	size.writeUInt32BE(long ? 1 : content.length + 8);
	size.write(type, 4, 'latin1');
	if (long) size.writeBigUInt64BE(BigInt(content.length + 16), 8);
	return Buffer.concat([size, content]);
}

const START = box('ftyp', Buffer.from('isom\0\0\0\0isom'));
const INDEX = box('moov', Buffer.alloc(60, 1));
const CONTENT = box('mdat', Buffer.alloc(300, 2));

const isWhole = (...pieces: Buffer[]): boolean => {
	const end = checkerFor(MP4);
	for (const piece of pieces) end.feed(piece);
	return end.isComplete();
};

it.each([
	['index first', [START, INDEX, CONTENT]],
	['content first', [START, CONTENT, INDEX]],
	['a length of eight bytes', [START, INDEX, box('mdat', Buffer.alloc(300), true)]],
	['fragments', [START, INDEX, box('moof', Buffer.alloc(20)), CONTENT]],
	['room at the end', [START, INDEX, CONTENT, box('free', Buffer.alloc(9))]],
	['other bytes at the end', [START, INDEX, CONTENT, Buffer.from('appended by a tool')]],
	[
		'content up to the end',
		[START, INDEX, Buffer.from('\0\0\0\0mdat', 'latin1'), Buffer.alloc(100)],
	],
])('knows a whole file: %s', (_name, boxes) => {
	expect(isWhole(Buffer.concat(boxes))).toBe(true);
});

it('knows at every place that a file was cut off', () => {
	for (const file of [
		Buffer.concat([START, INDEX, CONTENT]),
		Buffer.concat([START, CONTENT, INDEX]),
	]) {
		const boxes = [START.length + INDEX.length, START.length + CONTENT.length];
		for (let length = 0; length < file.length; length += 1) {
			// between two boxes nothing shows that more was to come, if the index is there
			const between = boxes.includes(length) && file.indexOf('moov') < length;
			const inHeader = file.indexOf('mdat') > length - 5 && file.indexOf('moov') < length - 60;
			if (between || inHeader) continue;
			expect([length, isWhole(file.subarray(0, length))]).toEqual([length, false]);
		}
	}
});

it('comes to the same in whatever pieces a file arrives', () => {
	const file = Buffer.concat([START, box('mdat', Buffer.alloc(50), true), INDEX]);
	fc.assert(
		fc.property(fc.array(fc.nat(file.length)), fc.nat(file.length), (places, length) => {
			const cut = file.subarray(0, length);
			const at = [0, ...places.filter((n) => n < length).sort((a, b) => a - b), length];
			const pieces = at.slice(1).map((end, index) => cut.subarray(at[index], end));
			expect(isWhole(...pieces)).toBe(isWhole(cut));
		}),
	);
});
