const TABLE = Int32Array.from({ length: 256 }, (_, index) => {
	let value = index;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	return value;
});

/** CRC-32 over the parts (`zlib.crc32` is missing in the oldest supported Node). */
export function crc32(parts: readonly Buffer[]): number {
	let crc = -1;
	for (const part of parts) {
		for (const byte of part) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
	}
	return ~crc >>> 0;
}
