import { setMaxListeners } from 'node:events';
import { FaultPlan } from './faults/plan';
import { loadGallery } from './gallery';
import { listen, type Listener } from './server';
import type { Job, Output } from './jobs';
import type { FaultRule, RecordedRequest, SandboxOptions, ServerName } from './types';
import { settingsOf, World } from './world';

export * from './types';

type Book = 'id' | 'slug' | 'body' | 'version' | 'state' | 'error' | 'priceUsd' | 'billedUsd';
type Times = 'submittedAtMs' | 'finishesAtMs';
type Answer = 'answered' | 'answerStatus' | 'named' | 'downloads';

/** A job and its images as the sandbox's own books have them. */
export interface SandboxJob extends Readonly<Pick<Job, Book | Times | Answer>> {
	readonly outputs: ReadonlyArray<
		Readonly<Pick<Output, 'url' | 'contentType' | 'bytes' | 'sha256' | 'downloads'>>
	>;
}

export interface Sandbox {
	readonly baseUrl: string;
	readonly uploadUrl: string;
	readonly imagesUrl: string;
	readonly apiKey: string;
	readonly requests: RecordedRequest[];
	readonly jobs: readonly SandboxJob[];
	/** Requests that have arrived and are neither answered nor broken off. */
	inFlight(): number;
	/** Those of them that wait for time to pass. */
	held(): number;
	/** Replaces the fault rules and starts their counting anew. */
	setFaults(rules: readonly FaultRule[]): void;
	/** Forgets requests, jobs, assets and spending; rules and seed are as at the start. */
	reset(): void;
	/** Ends the servers and every open socket. */
	close(): Promise<void>;
}

const SERVERS: readonly ServerName[] = ['api', 'upload', 'images'];

async function listenAll(world: World, port: number): Promise<Listener[]> {
	const listeners: Listener[] = [];
	try {
		for (const [index, name] of SERVERS.entries()) {
			const listener = await listen(world, name, port === 0 ? 0 : port + index);
			listeners.push(listener);
			world.urls[name] = `http://127.0.0.1:${listener.port}`;
		}
	} catch (error) {
		await Promise.all(listeners.map(async (listener) => await listener.close()));
		throw error;
	}
	return listeners;
}

async function closeAll(world: World, listeners: readonly Listener[]): Promise<void> {
	world.closing.abort();
	await Promise.all(listeners.map(async (listener) => await listener.close()));
	await Promise.all(world.pending);
}

/**
 * Starts a local Segmind on loopback: the API, the upload host and the images host. Rejects with
 * the system's error (e.g. EADDRINUSE) when a port is taken. Close it when done.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const settings = settingsOf(options);
	const faults = new FaultPlan(
		settings.seed,
		settings.now,
		options.faults ?? [],
		options.randomFaults,
	);
	const world = new World(settings, faults);
	// Every waiting synchronous call listens to it.
	setMaxListeners(0, world.closing.signal);
	world.gallery = await loadGallery();
	const listeners = await listenAll(world, options.port ?? 0);
	return {
		baseUrl: world.urls.api,
		uploadUrl: world.urls.upload,
		imagesUrl: world.urls.images,
		apiKey: settings.apiKey,
		requests: world.requests,
		jobs: world.jobs,
		held: () => world.held,
		inFlight: () => listeners.reduce((sum, listener) => sum + listener.inFlight(), 0),
		setFaults: (rules) => faults.set(rules),
		reset: () => world.reset(),
		close: async () => await closeAll(world, listeners),
	};
}
