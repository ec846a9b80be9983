/**
 * One part of a file: how many bytes further the next one begins (Infinity where nothing more
 * matters), and, where that changes, with how many bytes from here on the file is complete.
 */
type Part = readonly [next: number, enough?: number];

/** @param bytes from the start of a part on, `PART_HEAD_BYTES` at least */
type PartReader = (bytes: Buffer, isFirst: boolean) => Part;

/** Within so many bytes each part says how long it is: a page of Ogg within 282. */
const PART_HEAD_BYTES = 512;

/** Segments, and image data in which only a marker has FF before its code. */
const jpegPart: PartReader = (bytes) => {
	const [start, code = 0] = bytes;
	const found = bytes.indexOf(0xff);
	if (start !== 0xff) return [found < 0 ? bytes.length : found];
	if (code === 0xd9) return [Infinity, 2];
	const isAlone = code <= 0x01 || (code >= 0xd0 && code <= 0xd8);
	return [code === 0xff ? 1 : isAlone ? 2 : 2 + bytes.readUInt16BE(2)];
};

/** Blocks, some of them with data behind them in pieces of up to 255 bytes. */
function gif(): PartReader {
	const tableBytes = (flags = 0) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
	let inData = false;
	return (bytes, isFirst) => {
		const [start = 0] = bytes;
		if (isFirst) return [13 + tableBytes(bytes[10])];
		const isBlock = !inData;
		inData = inData ? start > 0 : start === 0x21 || start === 0x2c;
		if (!isBlock) return [1 + start];
		// browsers take any other byte for the trailer, too
		if (!inData) return [Infinity, 1];
		return [start === 0x21 ? 2 : 11 + tableBytes(bytes[9])];
	};
}

/** Boxes, of which an index and content are needed whole: what else stands there may be cut. */
const boxes = (index: 'moov' | 'meta') => (): PartReader => {
	let hasIndex = false;
	return (bytes) => {
		const size = bytes.readUInt32BE(0);
		const type = bytes.toString('latin1', 4, 8);
		// 1 announces a length of eight bytes, 0 that the box goes on to the end of the file
		const next = (size === 1 ? Number(bytes.readBigUInt64BE(8)) : size) || Infinity;
		if (type !== index && type !== 'moof' && type !== 'mdat') return [next];
		hasIndex ||= type === index;
		return [next, !hasIndex ? Infinity : next === Infinity ? 1 : next];
	};
};

const oggPage: PartReader = (bytes) => {
	const dataAt = 27 + bytes.readUInt8(26);
	const length = bytes.subarray(27, dataAt).reduce((sum, one) => sum + one, dataAt);
	return bytes.toString('latin1', 0, 4) === 'OggS' ? [length, length] : [Infinity];
};

/** The file says how long it is. What is written while it is made leaves that open. */
const stated = (at: number, more: number) => (): PartReader => (bytes) => {
	const isBigEndian = /^(FORM|MM)/.test(bytes.toString('latin1', 0, 4));
	const length = more + (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
	return [Infinity, length > 2_000_000_000 ? 1 : length];
};

/** The last match decides: with a group it is an end, without one a sign that more follows. */
const marked = (pattern: RegExp) => (): PartReader => (bytes) => {
	let enough: number | undefined;
	for (const { 0: match, 1: end, index } of bytes.toString('latin1').matchAll(pattern)) {
		enough = end === undefined ? Infinity : index + match.length;
	}
	return [bytes.length - PART_HEAD_BYTES / 2, enough];
};

/** By extension. MP3, AAC, FLAC, MIDI, FLV, WebM, PLY, VTT and gzip show no end. */
const READERS: Readonly<Record<string, () => PartReader>> = {
	...{ jpg: () => jpegPart, gif, avif: boxes('meta'), heic: boxes('meta'), heif: boxes('meta') },
	...{ mp4: boxes('moov'), mov: boxes('moov'), m4a: boxes('moov'), '3gp': boxes('moov') },
	// of a TIFF only where its directory begins, which most programs write last
	...{ webp: stated(4, 8), bmp: stated(2, 0), glb: stated(8, 0), tif: stated(4, 2) },
	// not 8 more: some programs count the header in, or a last byte that they don't write
	...{ wav: stated(4, 0), avi: stated(4, 0), aiff: stated(4, 0) },
	...{ ogg: () => oggPage, ogv: () => oggPage },
	png: marked(/(IEND.{4})|IDAT/gs),
	svg: marked(/(<\0?\/\0?s\0?v\0?g[\0\s:svg]*>|<\0?s\0?v\0?g[^<>]*\/\0?>)/gi),
	pdf: marked(/(%%EOF)| obj/g),
	zip: marked(/(PK\cE\cF.{18})|PK\cA\cB|PK\cC\cD/gs),
};

/** Follows a file as it passes. `isComplete`, to be asked once at its end, goes by what it shows. */
export function completenessOf(extension = '') {
	const read = READERS[extension]?.() ?? (() => [Infinity, 1]);
	let [at, size, enough] = [0, 0, Infinity];
	let held: Buffer = Buffer.alloc(0);
	const feed = (chunk: Buffer): void => {
		size += chunk.length;
		held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
		while (at + PART_HEAD_BYTES <= size) {
			const [next, nowEnough] = read(held.subarray(at - size), at === 0);
			enough = nowEnough === undefined ? enough : at + nowEnough;
			at += next;
		}
		held = held.subarray(at < size ? at - size : held.length);
	};
	const isComplete = (): boolean => {
		feed(Buffer.alloc(PART_HEAD_BYTES));
		return size - PART_HEAD_BYTES >= enough;
	};
	return { feed, isComplete };
}
