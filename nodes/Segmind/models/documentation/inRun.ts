import type { IExecuteFunctions } from 'n8n-workflow';
import { documentationOf } from './source';
import type { ModelDocumentation } from './types';

const asked = new WeakMap<
	IExecuteFunctions,
	Map<string, Promise<ModelDocumentation | undefined>>
>();

/**
 * The documentation of a model, asked for once in a run of the node, whatever comes of it: a site
 * that hangs must not delay every item. Never throws.
 */
export async function documentationInRun(
	ctx: IExecuteFunctions,
	slug: string,
): Promise<ModelDocumentation | undefined> {
	const ofRun = asked.get(ctx) ?? new Map<string, Promise<ModelDocumentation | undefined>>();
	asked.set(ctx, ofRun);
	const running = ofRun.get(slug) ?? documentationOf(ctx, slug);
	ofRun.set(slug, running);
	return await running;
}
