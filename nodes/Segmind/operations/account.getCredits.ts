import { fetchCredits } from '../job/credits';
import type { Operation } from './jobOperation';

/** The balance of the account behind the credential. Fetched once a run, however many items there are. */
export const getCredits: Operation = {
	prepare: async (session) => {
		const read = async () => {
			session.credits ??= fetchCredits(session);
			return { items: [{ json: { ...(await session.credits) } }] };
		};
		return await Promise.resolve({ works: [read] });
	},
};
