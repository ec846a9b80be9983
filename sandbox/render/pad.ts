import type { ImageFormat } from './formats';
import { pngChunk, riffChunk } from './chunks';

/** Padding by length and format: one buffer serves all outputs of a benchmark. */
const fillers = new Map<string, Buffer[]>();

function filler(key: string, make: () => Buffer[]): Buffer[] {
	let pieces = fillers.get(key);
	if (!pieces) fillers.set(key, (pieces = make()));
	return pieces;
}

const PNG_END_BYTES = 12;

/** An ancillary, private chunk before the end chunk. */
function padPng(bytes: Buffer, missing: number): Buffer[] {
	const end = bytes.length - PNG_END_BYTES;
	const chunk = filler(`png${missing}`, () => pngChunk('saNd', Buffer.alloc(missing - 12)));
	return [bytes.subarray(0, end), ...chunk, bytes.subarray(end)];
}

/** An unknown chunk at the end; the size in the header grows by it. */
function padWebp(bytes: Buffer, missing: number): Buffer[] {
	// RIFF chunks have even lengths, so the result may be one byte short.
	const length = (missing - 8) & ~1;
	const head = Buffer.from(bytes);
	head.writeUInt32LE(head.readUInt32LE(4) + 8 + length, 4);
	return [head, ...filler(`webp${length}`, () => riffChunk('SAND', Buffer.alloc(length)))];
}

function padSvg(bytes: Buffer, missing: number): Buffer[] {
	const comment = () => [Buffer.from(`<!--${' '.repeat(missing - 7)}-->`)];
	return [bytes, ...filler(`svg${missing}`, comment)];
}

const MINIMUM_PADDING = 12;

/** Brings a file to `size` bytes and leaves it a valid image; larger files stay as they are. */
export function pad(bytes: Buffer, format: ImageFormat, size = 0): Buffer[] {
	const missing = size - bytes.length;
	if (missing < MINIMUM_PADDING) return [bytes];
	if (format === 'png') return padPng(bytes, missing);
	if (format === 'webp') return padWebp(bytes, missing);
	if (format === 'svg') return padSvg(bytes, missing);
	// Decoders stop at the end marker of a JPEG.
	return [bytes, ...filler(`jpeg${missing}`, () => [Buffer.alloc(missing)])];
}
