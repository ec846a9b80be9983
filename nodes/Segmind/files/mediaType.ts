import { matchesPattern, type BytePattern } from './bytePattern';
import { SNIFF_BYTES, type FileType } from './imageType';
import { sniffFile } from './fileType';

/**
 * Further marks, for what a model made: an upload leaves these to the type that n8n knows, because
 * some of them only tell what a file is packed in. Patterns see the first bytes as Latin-1 text.
 */
const FURTHER: ReadonlyArray<readonly [start: BytePattern, mimeType: string, extension: string]> = [
	[/^.{4}ftyp3g/s, 'video/3gpp', '3gp'],
	[/^.{4}ftyp(MSNV|f4v |cmf|XAVC|hvc1|hev1)/s, 'video/mp4', 'mp4'],
	// files of older QuickTime programs begin with their content
	[/^.{4}(moov|mdat|wide)/s, 'video/quicktime', 'mov'],
	[[['FLV\x01', 0]], 'video/x-flv', 'flv'],
	[/^RF64.{4}WAVE/s, 'audio/wav', 'wav'],
	[/^OggS/, 'audio/ogg', 'ogg'],
	[/^FORM.{4}AIF[FC]/s, 'audio/aiff', 'aiff'],
	[[['MThd\0\0\0\x06', 0]], 'audio/midi', 'mid'],
	[[['PK\x03\x04', 0]], 'application/zip', 'zip'],
	[[['PK\x05\x06', 0]], 'application/zip', 'zip'],
	[[['\x1f\x8b\x08', 0]], 'application/gzip', 'gz'],
	[[['glTF\x01\0\0\0', 0]], 'model/gltf-binary', 'glb'],
	[[['glTF\x02\0\0\0', 0]], 'model/gltf-binary', 'glb'],
	[/^ply\r?\n(format|comment)/, 'model/ply', 'ply'],
	[/^WEBVTT\s/, 'text/vtt', 'vtt'],
];

/**
 * MP3 and AAC without tags begin with a frame: eleven set bits, then fields of which some values
 * are not in use. JPEG, which begins with FF as well, has none of these bits set.
 */
function sniffFrame(head: Uint8Array): FileType | undefined {
	const [sync = 0, kind = 0, rates = 0] = head;
	if (sync !== 0xff || (kind & 0xe0) !== 0xe0) return undefined;
	if ((kind & 0xf6) === 0xf0) return { mimeType: 'audio/aac', extension: 'aac' };
	const used = (kind & 0x18) !== 0x08 && rates >> 4 !== 15 && (rates & 0x0c) !== 0x0c;
	const isLayer3 = (kind & 0x06) === 0x02;
	return used && isLayer3 ? { mimeType: 'audio/mpeg', extension: 'mp3' } : undefined;
}

/**
 * The format of any file that a model makes or takes: images first, then video, audio, documents,
 * archives and 3D. Undefined when the bytes tell nothing.
 * @param head the first bytes, `SNIFF_BYTES` of them where there are as many
 */
export function sniffMedia(head: Uint8Array): FileType | undefined {
	const certain = sniffFile(head);
	if (certain) return certain;
	const text = Buffer.from(head.subarray(0, SNIFF_BYTES)).toString('latin1');
	const found = FURTHER.find(([pattern]) => matchesPattern(text, pattern));
	return found ? { mimeType: found[1], extension: found[2] } : sniffFrame(head);
}

/** Extensions of what is told by its bytes, so that a page under such a name shows as one. */
export const MEDIA_EXTENSIONS: ReadonlySet<string> = new Set([
	...FURTHER.map(([, , extension]) => extension),
	...['mp4', 'mov', 'webm', 'mkv', 'avi', 'mp3', 'm4a', 'wav', 'flac', 'ogv', 'pdf'],
	...['png', 'jpg', 'jpeg', 'webp', 'gif', 'avif', 'heic', 'heif', 'bmp', 'tif', 'tiff', 'svg'],
]);
