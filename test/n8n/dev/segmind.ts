import { startSandbox, type Sandbox } from '../../../sandbox/index';

/** Where the credential of `npm run dev` points. */
export interface SegmindTarget {
	/** For the credential `segmindApi`. */
	credential: { apiKey: string; baseUrl: string; uploadUrl: string };
	/** One line for the terminal. */
	description: string;
	/** URL of a product photo that it can open. */
	photo?: string;
	stop(): Promise<void>;
}

/** A tenth of the documented time: long enough to see the wait, short enough to play. */
const TIME_SCALE = 0.1;

/** Fixed, so that the credential of an earlier start still fits. */
const SANDBOX_PORT = 4010;

async function openSandbox(): Promise<Sandbox> {
	try {
		return await startSandbox({ port: SANDBOX_PORT, timeScale: TIME_SCALE });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		return await startSandbox({ timeScale: TIME_SCALE });
	}
}

/** The real API where `SEGMIND_API_KEY` is set, else the local stand-in. */
export async function openSegmind(): Promise<SegmindTarget> {
	const apiKey = process.env.SEGMIND_API_KEY;
	if (apiKey) {
		const baseUrl = 'https://api.segmind.com';
		const uploadUrl = 'https://workflows-api.segmind.com';
		return {
			credential: { apiKey, baseUrl, uploadUrl },
			description: `${baseUrl} with your key: images are billed`,
			stop: async () => undefined,
		};
	}
	const sandbox = await openSandbox();
	const { baseUrl, uploadUrl } = sandbox;
	return {
		credential: { apiKey: sandbox.apiKey, baseUrl, uploadUrl },
		description: `sandbox on ${baseUrl}, ten times faster than Segmind, nothing is billed`,
		photo: `${sandbox.imagesUrl}/gallery/product.png`,
		stop: async () => await sandbox.close(),
	};
}
