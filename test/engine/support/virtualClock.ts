import type { ClientRequest } from 'node:http';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { clock } from '../../../nodes/Segmind/core/clock';

interface Sleeper {
	atMs: number;
	wake: () => void;
}

/** When n8n was started, milliseconds since 1970. */
const BOOT_MS = 1_800_000_000_000;

/** Rounds of the event loop that must pass with nothing going on before time moves. */
const QUIET_ROUNDS = 12;

/**
 * Files being read, written or closed, connections being made: work that the sandbox can't see. Node
 * calls them requests (FSReqPromise, CloseReq, GetAddrInfoReqWrap …), with these exceptions.
 */
const WORK = /Req|Connect|^(FileHandle|WriteWrap|ShutdownWrap)/;

/** Requests of this process that have begun and are not closed yet. */
const requests = new Set<ClientRequest>();

/** Every request comes by here while a virtual clock is in place. */
const onRequest = (message: unknown): void => {
	const { request } = message as { request: ClientRequest };
	requests.add(request);
	request.once('close', () => requests.delete(request));
};

/** Hashing that goes on in other threads, and streams that unpack; Node names neither among its resources. */
let hashing = 0;

const unpacking = new Set<Transform>();

/** One that nobody reads on stands still for good: what is read of an answer may end before it does. */
const isWorking = (one: Transform): boolean =>
	!one.destroyed && one.readableLength < one.readableHighWaterMark;

/** Counts the calls of a method that hands its result back later. @returns puts it back */
function countCalls<T extends object, K extends keyof T & string>(
	owner: T,
	name: K,
	counted: (actual: T[K]) => T[K],
): () => void {
	const actual = owner[name];
	Object.defineProperty(owner, name, {
		value: counted(actual),
		configurable: true,
		writable: true,
	});
	return () =>
		void Object.defineProperty(owner, name, { value: actual, configurable: true, writable: true });
}

type Digest = SubtleCrypto['digest'];

const countDigests = (actual: Digest): Digest =>
	async function digest(this: SubtleCrypto, ...args) {
		hashing += 1;
		return await actual.apply(this, args).finally(() => (hashing -= 1));
	};

type Transforms = Transform['_transform'];

const countUnpacking = (actual: Transforms): Transforms =>
	function transform(this: Transform, chunk, encoding, done) {
		unpacking.add(this);
		actual.call(this, chunk, encoding, (...results) => {
			unpacking.delete(this);
			done(...results);
		});
	};

/** The class that all of Node's streams for packing and unpacking inherit from. */
function zlibBase(): Transform {
	let owner: object = createGunzip();
	while (!Object.hasOwn(owner, '_transform')) owner = Object.getPrototypeOf(owner) as object;
	return owner as Transform;
}

const nextRound = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

/**
 * Time for the node and the sandbox together. It stands still while anything is going on, and then
 * jumps to the earliest sleeper, so that minutes of waiting pass in milliseconds.
 */
export class VirtualClock {
	/** Since n8n was started. */
	private nowMs = 100_000;

	/** How far the clock of n8n's system is set ahead, in milliseconds. The node's waits don't notice. */
	aheadMs = 0;

	private readonly sleepers = new Set<Sleeper>();

	private pumping = false;

	private readonly actual = { ...clock };

	private restore: Array<() => void> = [];

	/** Requests that the sandbox is working on; set once there is one. */
	inFlight: () => number = () => 0;

	/** Those of them that only wait for this clock. */
	held: () => number = () => 0;

	/** Milliseconds since 1970. */
	readonly now = (): number => BOOT_MS + this.nowMs;

	/** Sleeps that nobody has woken yet. */
	get pendingSleeps(): number {
		return this.sleepers.size;
	}

	/** Puts this clock in the place of the node's own. */
	install(): this {
		subscribe('http.client.request.start', onRequest);
		// no date, so that nothing takes it for one
		clock.now = () => this.nowMs;
		clock.date = () => this.now() + this.aheadMs;
		clock.sleep = async (ms) => await this.sleep(ms);
		hashing = 0;
		unpacking.clear();
		this.restore = [
			countCalls(SubtleCrypto.prototype, 'digest', countDigests),
			countCalls(zlibBase(), '_transform', countUnpacking),
		];
		return this;
	}

	/** Gives the node its own clock back; whoever still sleeps is forgotten. */
	uninstall(): void {
		unsubscribe('http.client.request.start', onRequest);
		Object.assign(clock, this.actual);
		for (const putBack of this.restore) putBack();
		this.sleepers.clear();
	}

	/** Resolves once so much time has passed, in milliseconds. */
	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => {
			this.sleepers.add({ atMs: this.nowMs + ms, wake });
			void this.pump();
		});
	}

	private async pump(): Promise<void> {
		if (this.pumping) return;
		this.pumping = true;
		while (this.sleepers.size > 0) {
			await this.quiet();
			const [first] = [...this.sleepers].sort((a, b) => a.atMs - b.atMs);
			if (!first) break;
			this.sleepers.delete(first);
			this.nowMs = Math.max(this.nowMs, first.atMs);
			first.wake();
		}
		this.pumping = false;
	}

	private async quiet(): Promise<void> {
		for (let rounds = 0; rounds < QUIET_ROUNDS; rounds += 1) {
			await nextRound();
			// uninstalled meanwhile: it must not go round beside the next clock
			if (this.sleepers.size === 0) return;
			const working = process.getActiveResourcesInfo().some((name) => WORK.test(name));
			const held = this.held();
			const inThreads = hashing > 0 || [...unpacking].some(isWorking);
			if (working || inThreads || requests.size > held || this.inFlight() > held) rounds = -1;
		}
	}
}
