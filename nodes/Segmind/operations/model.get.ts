import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { API_ERRORS } from '../errors/apiErrors';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { formatValue } from '../core/json';
import {
	directoryInRun,
	documentationInRun,
	isRenamed,
	renamed,
	unknownSlug,
} from '../models/documentation/source';
import type { DirectoryEntry, DocumentedParameter } from '../models/documentation/types';
import { kindOfModel, MODEL_KINDS } from '../models/directory';
import { modelRows, rowsWith } from '../models/searchModels';
import { readSlug } from '../parameters/customModel';
import { checkValue, textIn } from '../parameters/values';
import type { Operation } from './jobOperation';

/** @throws Problem where the directory can't be read */
async function directory(ctx: IExecuteFunctions): Promise<readonly DirectoryEntry[]> {
	const entries = await directoryInRun(ctx, '');
	if (entries) return entries;
	throw new Problem(API_ERRORS.directoryUnread);
}

/** What the directory says of a model; `averageCost` is in USD. */
const rowOf = (entry: DirectoryEntry) => ({
	model: entry.slug,
	title: entry.title,
	kind: kindOfModel(entry) ?? null,
	category: entry.section,
	description: entry.description,
	averageCost: entry.averageUsd,
	averageSeconds: entry.averageSeconds,
	url: `https://www.segmind.com/models/${entry.slug}`,
});

/** A number that an expression may give as text. @throws Problem */
function readNumber(
	ctx: IExecuteFunctions,
	itemIndex: number,
	name: string,
	label: string,
): number {
	const given: unknown = ctx.getNodeParameter(name, itemIndex, 0);
	const value = Number(given);
	if (given !== '' && Number.isFinite(value) && value >= 0) return value;
	throw new Problem(INPUT_ERRORS.optionInvalid, {
		detail: `'${label}' holds ${formatValue(given)}.`,
	});
}

function readWanted(ctx: IExecuteFunctions, itemIndex: number) {
	const kind = textIn('Kind', ctx.getNodeParameter('kind', itemIndex, 'any'));
	checkValue({ name: 'Kind', allowed: ['any', ...MODEL_KINDS] }, kind);
	const words = textIn('Search', ctx.getNodeParameter('search', itemIndex, '') ?? '');
	const maxUsd = readNumber(ctx, itemIndex, 'maxAverageCost', 'Maximum Average Cost (USD)');
	const isAll = ctx.getNodeParameter('returnAll', itemIndex, false) === true;
	const limit = isAll ? Infinity : readNumber(ctx, itemIndex, 'limit', 'Limit');
	const isWanted = (entry: DirectoryEntry): boolean =>
		(kind === 'any' || kindOfModel(entry) === kind) &&
		// a cost that nobody knows is within no limit
		(maxUsd === 0 || (entry.averageUsd !== null && entry.averageUsd <= maxUsd));
	return { words, limit, isWanted };
}

/** The models of Segmind's directory, free of charge: so that a workflow or an agent can choose one. */
export const getManyModels: Operation = {
	async prepare({ ctx }, itemIndex) {
		const { words, limit, isWanted } = readWanted(ctx, itemIndex);
		const list = async () => {
			const entries = (await directory(ctx)).filter(isWanted);
			const bySlug = new Map(entries.map((entry) => [entry.slug, entry]));
			const found = rowsWith(modelRows(entries), words).slice(0, limit);
			const items = found.flatMap(({ value }): INodeExecutionData[] => {
				const entry = bySlug.get(String(value));
				return entry ? [{ json: rowOf(entry) }] : [];
			});
			return { items };
		};
		return await Promise.resolve({ works: [list] });
	},
};

const STATED = [
	...(['name', 'type', 'required', 'nullable', 'default'] as const),
	...(['allowed', 'minimum', 'maximum', 'description'] as const),
];

/** A parameter as documented; what the documentation doesn't state is missing. */
const parameterOf = (parameter: DocumentedParameter): IDataObject => ({
	...Object.fromEntries(
		STATED.filter((key) => parameter[key] !== undefined).map((key) => [key, parameter[key]]),
	),
	...(parameter.allowed && { allowedIsComplete: !parameter.listMayBeCut }),
});

/** What the documentation says of a model, free of charge. */
export const getModel: Operation = {
	async prepare({ ctx }, itemIndex) {
		const slug = readSlug(ctx, itemIndex);
		const read = async () => {
			const found = await documentationInRun(ctx, slug);
			if (!found) {
				const next = await unknownSlug(ctx, slug);
				const about = next === undefined ? { detail: `Model: '${slug}'.` } : { next };
				throw new Problem(API_ERRORS.documentationUnread, about);
			}
			if (isRenamed(found)) {
				throw new Problem(API_ERRORS.documentationUnread, { next: renamed(slug, found.newName) });
			}
			const entry = (await directoryInRun(ctx, ''))?.find((one) => one.slug === slug);
			const { title, description = '', averageUsd = null, parameters } = found;
			const unlisted = { slug, title, description, section: '', averageUsd, averageSeconds: null };
			const json = { ...rowOf(entry ?? unlisted), parameters: parameters.map(parameterOf) };
			return { items: [{ json }] };
		};
		return await Promise.resolve({ works: [read] });
	},
};
