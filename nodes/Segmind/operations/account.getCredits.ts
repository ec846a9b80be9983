import { fetchCredits } from '../job/credits';
import type { Operation } from './operation';

/** The balance of the account behind the credential. Asked once a run, however many items there are. */
export const getCredits: Operation<null> = {
	async prepare() {
		return null;
	},
	async perform(run) {
		run.credits ??= fetchCredits(run);
		return [{ json: { ...(await run.credits) } }];
	},
};
