import { type Credits, fetchCredits } from '../job/credits';
import type { Operation } from './jobOperation';
import type { JobContext } from '../job/context';

/** The balance of each run, which all its items share. */
const balances = new WeakMap<JobContext, Promise<Credits>>();

/** The balance of the account behind the credential. Fetched once a run, however many items there are. */
export const getCredits: Operation = {
	prepare: async (session) => {
		const read = async () => {
			const balance = balances.get(session) ?? fetchCredits(session);
			balances.set(session, balance);
			return { items: [{ json: { ...(await balance) } }] };
		};
		return await Promise.resolve({ works: [read] });
	},
};
