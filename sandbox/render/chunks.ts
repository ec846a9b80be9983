import { crc32 } from './crc';

/** A PNG chunk as its pieces: header, data (not copied), checksum. */
export function pngChunk(type: string, data: Buffer): Buffer[] {
	const head = Buffer.alloc(8);
	head.writeUInt32BE(data.length, 0);
	head.write(type, 4, 'latin1');
	const tail = Buffer.alloc(4);
	tail.writeUInt32BE(crc32([Buffer.from(type, 'latin1'), data]), 0);
	return [head, data, tail];
}

/** A RIFF chunk (WebP) as its pieces; odd data is padded to an even length. */
export function riffChunk(type: string, data: Buffer): Buffer[] {
	const head = Buffer.alloc(8);
	head.write(type, 0, 'latin1');
	head.writeUInt32LE(data.length, 4);
	return data.length % 2 === 0 ? [head, data] : [head, data, Buffer.alloc(1)];
}
