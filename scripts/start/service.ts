import { startSandbox, type SandboxOptions } from '../../sandbox';
import type { SegmindCredential } from '../engine/credentials';

/** Where the images are made, and how to look on. */
export interface Service {
	kind: 'sandbox' | 'segmind';
	credential: SegmindCredential;
	/** How many of the submitted images are finished, where that can be seen. */
	finished?: () => number;
	/** URL of a product photo that it can open, where there is one. */
	photo?: string;
	close(): Promise<void>;
}

/** Segmind with the key and, where they are set, the addresses of the environment. */
export const segmindIn = (env: NodeJS.ProcessEnv): SegmindCredential => ({
	apiKey: env.SEGMIND_API_KEY ?? '',
	baseUrl: env.SEGMIND_BASE_URL ?? 'https://api.segmind.com',
	uploadUrl: env.SEGMIND_UPLOAD_URL ?? 'https://workflows-api.segmind.com',
});

/**
 * The real Segmind when `SEGMIND_API_KEY` is set (`SEGMIND_BASE_URL` and `SEGMIND_UPLOAD_URL`
 * change its addresses), else a sandbox on this machine, on other ports where its own are taken.
 */
export async function openService(
	env: NodeJS.ProcessEnv,
	options: SandboxOptions,
): Promise<Service> {
	if (env.SEGMIND_API_KEY) {
		return { kind: 'segmind', credential: segmindIn(env), close: async () => {} };
	}
	const sandbox = await startSandbox(options).catch(async (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EADDRINUSE') throw error;
		return await startSandbox({ ...options, port: 0 });
	});
	const { apiKey, baseUrl, uploadUrl } = sandbox;
	return {
		kind: 'sandbox',
		credential: { apiKey, baseUrl, uploadUrl },
		finished: () => sandbox.jobs.filter((job) => job.state === 'COMPLETED').length,
		photo: `${sandbox.imagesUrl}/gallery/product.png`,
		close: async () => await sandbox.close(),
	};
}
