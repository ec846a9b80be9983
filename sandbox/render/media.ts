import { crc32 } from './crc';

/** Files that are no images. */
export const MEDIA_TYPE = {
	mp4: 'video/mp4',
	mov: 'video/quicktime',
	webm: 'video/webm',
	mp3: 'audio/mpeg',
	wav: 'audio/wav',
	ogg: 'audio/ogg',
	flac: 'audio/flac',
	m4a: 'audio/mp4',
	pdf: 'application/pdf',
	zip: 'application/zip',
	glb: 'model/gltf-binary',
	csv: 'text/csv',
	bin: 'application/octet-stream',
} as const;

export type MediaFormat = keyof typeof MEDIA_TYPE;

export const isMediaFormat = (format: unknown): format is MediaFormat =>
	typeof format === 'string' && format in MEDIA_TYPE;

const latin1 = (text: string) => Buffer.from(text, 'latin1');

function u32(value: number, littleEndian = false): Buffer {
	const bytes = Buffer.alloc(4);
	if (littleEndian) bytes.writeUInt32LE(value);
	else bytes.writeUInt32BE(value);
	return bytes;
}

/** A box of an ISO media file. */
const box = (type: string, ...content: Buffer[]): Buffer => {
	const body = Buffer.concat(content);
	return Buffer.concat([u32(body.length + 8), latin1(type), body]);
};

/** A film of no length and no tracks: a header, and the mark in a box that players skip. */
function isoFile(brand: string, mark: string): Buffer {
	const unity = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map((n) => u32(n));
	const times = [u32(0), u32(0), u32(0), u32(1000), u32(0)];
	const rates = [u32(0x10000), Buffer.from([1, 0]), Buffer.alloc(10)];
	const header = box('mvhd', ...times, ...rates, ...unity, Buffer.alloc(24), u32(1));
	const start = box('ftyp', latin1(brand), u32(0x200), latin1(brand), latin1('isom'));
	return Buffer.concat([start, box('moov', header), box('free', latin1(mark))]);
}

/** An element of EBML with a length of one byte. */
const element = (id: number[], content: Buffer): Buffer =>
	Buffer.concat([Buffer.from([...id, 0x80 | content.length]), content]);

function webm(mark: string): Buffer {
	const docType = element([0x42, 0x82], latin1('webm'));
	const version = element([0x42, 0x87], Buffer.from([2]));
	const title = element([0x7b, 0xa9], latin1(mark));
	const info = element([0x15, 0x49, 0xa9, 0x66], title);
	const head = element([0x1a, 0x45, 0xdf, 0xa3], Buffer.concat([docType, version]));
	return Buffer.concat([head, element([0x18, 0x53, 0x80, 0x67], info)]);
}

/** One silent frame at 128 kbit/s and 44.1 kHz is 417 bytes long. */
function mp3(mark: string): Buffer {
	const frame = Buffer.alloc(417);
	Buffer.from([0xff, 0xfb, 0x90, 0xc4]).copy(frame);
	const tag = Buffer.alloc(128);
	latin1(`TAG${mark}`.slice(0, 33)).copy(tag);
	return Buffer.concat([frame, frame, tag]);
}

function wav(mark: string): Buffer {
	const format = Buffer.alloc(16);
	[1, 1].forEach((value, at) => format.writeUInt16LE(value, at * 2));
	format.writeUInt32LE(8000, 4);
	format.writeUInt32LE(8000, 8);
	[1, 8].forEach((value, at) => format.writeUInt16LE(value, 12 + at * 2));
	const chunk = (id: string, content: Buffer) =>
		Buffer.concat([latin1(id), u32(content.length, true), content]);
	const sound = Buffer.alloc(80, 128);
	const body = [latin1('WAVE'), chunk('fmt ', format), chunk('data', sound)];
	const all = Buffer.concat([...body, chunk('mark', latin1(mark.padEnd(40)))]);
	return Buffer.concat([latin1('RIFF'), u32(all.length, true), all]);
}

/** The first page of an Opus stream, which also is its last. Its checksum is left out. */
function ogg(mark: string): Buffer {
	const head = Buffer.from([1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0]);
	const content = Buffer.concat([latin1('OpusHead'), head, latin1(mark)]);
	const page = Buffer.concat([latin1('OggS'), Buffer.from([0, 6]), Buffer.alloc(20)]);
	return Buffer.concat([page, Buffer.from([1, content.length]), content]);
}

function flac(mark: string): Buffer {
	const stream = Buffer.alloc(34);
	Buffer.from([0x10, 0, 0x10, 0]).copy(stream);
	Buffer.from([0x0a, 0xc4, 0x40, 0xf0]).copy(stream, 10);
	const comment = latin1(mark);
	const block = Buffer.concat([Buffer.from([0x81, 0, 0, comment.length]), comment]);
	return Buffer.concat([latin1('fLaC'), Buffer.from([0, 0, 0, 34]), stream, block]);
}

function zip(mark: string): Buffer {
	const content = latin1(mark);
	const name = latin1('mark.txt');
	const facts = Buffer.alloc(26);
	facts.writeUInt16LE(10, 0);
	facts.writeUInt32LE(crc32([content]), 10);
	facts.writeUInt32LE(content.length, 14);
	facts.writeUInt32LE(content.length, 18);
	facts.writeUInt16LE(name.length, 22);
	const local = Buffer.concat([latin1('PK\x03\x04'), facts, name, content]);
	const entry = [latin1('PK\x01\x02'), Buffer.from([10, 0]), facts, Buffer.alloc(14), name];
	const directory = Buffer.concat(entry);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(1, 4);
	end.writeUInt16LE(1, 6);
	end.writeUInt32LE(directory.length, 8);
	end.writeUInt32LE(local.length, 12);
	return Buffer.concat([local, directory, latin1('PK\x05\x06'), end]);
}

function glb(mark: string): Buffer {
	const text = JSON.stringify({ asset: { version: '2.0', generator: mark } });
	const json = latin1(text.padEnd(Math.ceil(text.length / 4) * 4));
	const chunk = Buffer.concat([u32(json.length, true), latin1('JSON'), json]);
	return Buffer.concat([latin1('glTF'), u32(2, true), u32(chunk.length + 12, true), chunk]);
}

const MAKERS: Readonly<Record<MediaFormat, (mark: string) => Buffer>> = {
	mp4: (mark) => isoFile('isom', mark),
	mov: (mark) => isoFile('qt  ', mark),
	m4a: (mark) => isoFile('M4A ', mark),
	webm,
	mp3,
	wav,
	ogg,
	flac,
	zip,
	glb,
	pdf: (mark) => latin1(`%PDF-1.4\n% ${mark}\ntrailer << /Root 1 0 R >>\n%%EOF\n`),
	csv: (mark) => latin1(`job,pieces\n${mark},1\n`),
	bin: (mark) => latin1(`\x01\x02\x03${mark}`),
};

/** The smallest file of a format that its readers know as such, unique by `mark`. */
export const mediaFile = (format: MediaFormat, mark: string): Buffer => MAKERS[format](mark);

/** Shared by all outputs of a length. */
const fillers = new Map<number, Buffer>();

/** Brings a film to `size` bytes with a box that players skip; other formats stay as they are. */
export function padMedia(bytes: Buffer, format: MediaFormat, size = 0): Buffer[] {
	const missing = size - bytes.length;
	if (missing < 8 || !['mp4', 'mov', 'm4a'].includes(format)) return [bytes];
	let filler = fillers.get(missing);
	if (!filler) fillers.set(missing, (filler = Buffer.alloc(missing - 8)));
	return [bytes, u32(missing), latin1('free'), filler];
}
