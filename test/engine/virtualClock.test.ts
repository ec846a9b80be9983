import { pbkdf2, subtle } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { createGunzip, gunzip, gzipSync } from 'node:zlib';
import { VirtualClock } from './support/virtualClock';

let file: FileHandle;

// all of these wait for one of the threads that `beforeEach` keeps busy
const WORK: ReadonlyArray<[string, () => Promise<unknown>]> = [
	['closed', async () => await file.close()],
	['read', async () => await file.read(Buffer.alloc(8))],
	['looked at', async () => await stat(__filename)],
	['hashed', async () => await subtle.digest('SHA-256', Buffer.alloc(8))],
	['unpacked', async () => await promisify(gunzip)(gzipSync('unpacked'))],
	['looked up', async () => await lookup('localhost')],
];

let clock: VirtualClock;
let busy: Promise<unknown>;

beforeEach(async () => {
	file = await open(__filename);
	clock = new VirtualClock().install();
	const derive = promisify(pbkdf2);
	busy = Promise.all(
		Array.from({ length: 4 }, async () => await derive('busy', 'salt', 100_000, 32, 'sha512')),
	);
});

afterEach(async () => {
	clock.uninstall();
	await busy;
	await file.close();
});

it.each(WORK)('no time passes while something is being %s', async (_, work) => {
	const order: string[] = [];
	const worked = work().then(() => order.push('work'));
	await clock.sleep(1000).then(() => order.push('time'));
	await worked;
	expect(order).toEqual(['work', 'time']);
});

it('time passes beside a stream that nobody reads on', async () => {
	const stream = createGunzip();
	stream.write(gzipSync(Buffer.alloc(1_000_000)));
	await clock.sleep(1000);
	expect(stream.readableLength).toBeGreaterThan(0);
	stream.destroy();
});
