import { API_ERRORS } from '../../../nodes/Segmind/errors/apiErrors';
import { FILE_ERRORS, WORKFLOW_ERRORS } from '../../../nodes/Segmind/errors/fileAndWorkflowErrors';
import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import { promptOf, wishIn } from '../plan';
import { isError, textOf, type Row } from '../rows';
import type { Books } from './books';
import { isMild } from './mild';

const REASONS = Object.values({ ...API_ERRORS, ...FILE_ERRORS, ...WORKFLOW_ERRORS }).map(
	({ message }) => message as string,
);

/** Of a directed plan that gives something that can't be used. */
const INPUTS = Object.values(INPUT_ERRORS).map(({ message }) => message as string);

/** What can be left when nothing goes wrong any more: submissions that nobody can trace, and late ones. */
const LEFT_IN_AN_AUDIT = [
	API_ERRORS.silence.message,
	API_ERRORS.unconfirmedBefore.message,
	API_ERRORS.recordExpired.message,
	API_ERRORS.waitedTooLong.message,
] as readonly string[];

/** Reasons that this execution may give. */
function allowed({ history }: Books): readonly string[] {
	const { plan, audited } = history;
	// an account that takes a few submissions in a while can't take all of them within Maximum Wait
	const held = plan.rateLimit ? [API_ERRORS.rateLimited.message] : [];
	if (plan.options || plan.baseUrl) return [...REASONS, ...INPUTS];
	if (audited) return [...LEFT_IN_AN_AUDIT, ...held];
	const quiet = isMild(plan);
	const slow = plan.jobSeconds >= plan.maxWaitSeconds ? [API_ERRORS.waitedTooLong.message] : [];
	if (quiet) return [API_ERRORS.overBudget.message, ...slow];
	const never: string[] = plan.maxImages === undefined ? [API_ERRORS.overBudget.message] : [];
	return REASONS.filter((reason) => !never.includes(reason));
}

/** Why a file can be missing while others of its job are handed out. */
const MISSING = [API_ERRORS.fileGone.message, API_ERRORS.notAnImage.message] as readonly string[];

/** All files of the job are there, or stand there as missing for good. */
const isPartial = (images: number, errors: readonly Row[], outputs: number): boolean =>
	images > 0 &&
	images + errors.length === outputs &&
	errors.map(textOf).every((text) => MISSING.some((reason) => text.startsWith(reason)));

function judgeItem(books: Books, item: number, rows: readonly Row[]): string[] {
	const { outputs } = books.history.plan;
	const images = rows.filter(({ hash }) => hash !== undefined).length;
	const errors = rows.filter(isError);
	if (isPartial(images, errors, outputs)) return [];
	if (errors.length !== 1 || images > 0) {
		return [`item ${item}: ${images} images and ${errors.length} rows that say why not`];
	}
	const text = errors.map(textOf).join();
	const known = allowed(books).some((reason) => text.startsWith(reason));
	return known ? [] : [`item ${item}: no reason that fits, but "${text.slice(0, 160)}"`];
}

/** The same where errors are fed back: rows are told apart by what they wish for. */
function everyWish({ history, rows, delivered }: Books): string[] {
	return [...new Set(history.plan.items)].flatMap((wish) => {
		const wanted = history.plan.items.filter((other) => other === wish).length;
		const images = [...delivered].filter(
			(job) => wishIn(job.body.prompt) === promptOf(wish),
		).length;
		const errors = rows.filter((row) => isError(row) && row.json.wish === wish).length;
		if (images + errors === wanted) return [];
		return [`wish ${wish}: wanted ${wanted}, ${images} images and ${errors} errors`];
	});
}

/** Every wanted image is delivered exactly once, or its item says why not. */
export function everyItem(books: Books): string[] {
	const { plan, last, rounds, audited } = books.history;
	// stopped for good: nothing was handed out, and the report names the jobs
	if (last.stop) return [];
	if (last.status === 'success' && plan.fedBack) return everyWish(books);
	const needless = rounds[0]?.error ?? '';
	if (
		audited &&
		isMild(plan) &&
		plan.maxImages === undefined &&
		plan.jobSeconds < plan.maxWaitSeconds
	) {
		return [`nothing serious happened, and the first execution failed: ${needless}`];
	}
	if (last.status !== 'success') {
		return [`the last execution did not succeed: ${last.error ?? last.status}`];
	}
	return plan.items.flatMap((_, item) =>
		judgeItem(
			books,
			item,
			books.rows.filter((row) => row.item === item),
		),
	);
}

/** No image is handed out for two items. */
export function nothingTwice({ rows }: Books): string[] {
	const seen = new Map<string, number | null>();
	return rows.flatMap(({ hash, item }) => {
		if (hash === undefined) return [];
		const before = seen.get(hash);
		seen.set(hash, item);
		return before === undefined ? [] : [`items ${before} and ${item} got the same file`];
	});
}

/** What is handed out is a whole file that a job made, under its own type. */
export function wholeFiles({ history, jobOfHash }: Books): string[] {
	return history.rounds.flatMap(({ rows, failedRows }, round) =>
		[...rows, ...failedRows].flatMap(({ hash, item, mimeType }) => {
			if (hash === undefined) return [];
			const job = jobOfHash.get(hash);
			if (!job) return [`execution ${round + 1}, item ${item}: a file that no job made`];
			const type = job.outputs[0]?.contentType;
			return type === mimeType ? [] : [`item ${item}: ${type} handed out as ${mimeType}`];
		}),
	);
}

/** Output order is input order, and `pairedItem` names the item whose wish the image fulfils. */
export function order({ history, jobOfHash }: Books): string[] {
	const { plan, rounds } = history;
	if (plan.fedBack) return [];
	return rounds.flatMap((told, round) =>
		[told.rows, told.failedRows].flatMap((rows) =>
			rows.flatMap(({ item, hash }, index) => {
				const where = `execution ${round + 1}, row ${index}`;
				const before = rows[index - 1]?.item ?? 0;
				// what n8n makes of an error that ends the node belongs to no item
				if (item === null) return hash === undefined ? [] : [`${where}: no pairedItem`];
				if (item < before) return [`${where}: item ${item} comes after item ${before}`];
				const job = hash === undefined ? undefined : jobOfHash.get(hash);
				const wanted = promptOf(plan.items[item] ?? -1);
				if (!job || wishIn(job.body.prompt) === wanted) return [];
				return [`${where}: item ${item} is "${wanted}" and got "${String(job.body.prompt)}"`];
			}),
		),
	);
}
