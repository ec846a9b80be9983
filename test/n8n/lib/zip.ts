import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const STORED = 0;

/** The files of a ZIP archive by name; for archives below 4 GB without encryption, as n8n writes them. */
export function unzip(zip: Buffer): Map<string, Buffer> {
	let end = zip.length - END_BYTES;
	while (end >= 0 && zip.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
	if (end < 0) throw new Error('not a ZIP archive');
	const files = new Map<string, Buffer>();
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		const nameLength = zip.readUInt16LE(at + 28);
		const name = zip.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength);
		const local = zip.readUInt32LE(at + 42);
		const start = local + LOCAL_BYTES + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
		const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
		files.set(name, zip.readUInt16LE(at + 10) === STORED ? packed : inflateRawSync(packed));
		at += ENTRY_BYTES + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	return files;
}
