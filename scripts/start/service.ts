import { startSandbox } from '../../sandbox';
import type { SegmindCredential } from '../engine/credentials';

/** Where the images are made, and how to look on. */
export interface Service {
	kind: 'sandbox' | 'segmind';
	credential: SegmindCredential;
	/** How many of the submitted images are finished, where that can be seen. */
	finished?: () => number;
	close(): Promise<void>;
}

/** A minute of the models' time passes in under four seconds. */
const TIME_SCALE = 0.06;

/** Seconds before scaling: a little different for each image, and the same in every run. */
const JOB_SECONDS = [51, 57, 46, 54, 43, 49];

/** Segmind with the key and, where they are set, the addresses of the environment. */
export const segmindIn = (env: NodeJS.ProcessEnv): SegmindCredential => ({
	apiKey: env.SEGMIND_API_KEY ?? '',
	baseUrl: env.SEGMIND_BASE_URL ?? 'https://api.segmind.com',
	uploadUrl: env.SEGMIND_UPLOAD_URL ?? 'https://workflows-api.segmind.com',
});

/**
 * The real Segmind when `SEGMIND_API_KEY` is set (`SEGMIND_BASE_URL` and `SEGMIND_UPLOAD_URL`
 * change its addresses), else a sandbox on this machine.
 */
export async function openService(env: NodeJS.ProcessEnv): Promise<Service> {
	if (env.SEGMIND_API_KEY) {
		return { kind: 'segmind', credential: segmindIn(env), close: async () => {} };
	}
	const sandbox = await startSandbox({
		timeScale: TIME_SCALE,
		jobSeconds: ({ index }) => JOB_SECONDS[index % JOB_SECONDS.length] ?? 50,
	});
	const { apiKey, baseUrl, uploadUrl } = sandbox;
	return {
		kind: 'sandbox',
		credential: { apiKey, baseUrl, uploadUrl },
		finished: () => sandbox.jobs.filter((job) => job.state === 'COMPLETED').length,
		close: async () => await sandbox.close(),
	};
}
