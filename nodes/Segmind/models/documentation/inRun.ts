import type { IExecuteFunctions } from 'n8n-workflow';
import { API_ERRORS } from '../../errors/apiErrors';
import { Problem } from '../../errors/problem';
import { toError } from '../../errors/toError';
import { documentationOf, newNameOf, renamed } from './source';

/** Something asked for once in a run for each model, whatever comes of it: a site that hangs must not delay every item. */
function oncePerRun<T>(ask: (ctx: IExecuteFunctions, slug: string) => Promise<T>) {
	const asked = new WeakMap<IExecuteFunctions, Map<string, Promise<T>>>();
	return async (ctx: IExecuteFunctions, slug: string): Promise<T> => {
		const ofRun = asked.get(ctx) ?? new Map<string, Promise<T>>();
		asked.set(ctx, ofRun);
		const running = ofRun.get(slug) ?? ask(ctx, slug);
		ofRun.set(slug, running);
		return await running;
	};
}

/** The documentation of a model, asked for once in a run of the node. Never throws. */
export const documentationInRun = oncePerRun(documentationOf);

const newNameInRun = oncePerRun(newNameOf);

/** Where Segmind does not know a model, its documentation may say what it is called now. */
export async function withNewName(
	ctx: IExecuteFunctions,
	slug: string,
	thrown: unknown,
): Promise<Error> {
	const isGone =
		thrown instanceof Problem &&
		[API_ERRORS.modelUnknown, API_ERRORS.modelRetired].includes(thrown.definition);
	const newName = isGone ? await newNameInRun(ctx, slug) : undefined;
	return newName === undefined || !isGone
		? toError(thrown)
		: thrown.with({ next: renamed(slug, newName) });
}
