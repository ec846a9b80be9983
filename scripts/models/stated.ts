import type {
	DirectoryEntry,
	DocumentedParameter,
} from '../../nodes/Segmind/models/documentation/types';
import { readDocumentation } from '../../nodes/Segmind/models/documentation/readDocumentation';

/** What one document says of a model. What it leaves open is missing. */
export interface Stated {
	readonly source: 'llms.txt' | 'the page';
	readonly slug: string;
	readonly title: string;
	/** Path of the synchronous endpoint, as printed. */
	readonly endpoint?: string | undefined;
	/** `Image` or `Text/JSON`, as pages name it, or a kind of file that no model file holds. */
	readonly returns?: string | undefined;
	/** Averages over users' calls. */
	readonly seconds?: number | undefined;
	readonly usd?: number | undefined;
	readonly parameters: readonly DocumentedParameter[];
}

/** What a page calls the results that `llms.txt` names by their content type. */
function returnsOf(contentType: string | undefined): string | undefined {
	if (contentType === undefined) return undefined;
	if (/^(?:application\/json|text\/)/.test(contentType)) return 'Text/JSON';
	return contentType.startsWith('image/') ? 'Image' : contentType;
}

/** Averages come with up to 17 digits; zero stands for none. */
const rounded = (value: number | null | undefined): number | undefined =>
	value ? Number(value.toPrecision(3)) : undefined;

/**
 * What `llms.txt` says, by the node's own reader; time and price are those of the directory's row.
 * @throws Error for a text that is none of the model
 */
export function readLlms(text: string, row?: DirectoryEntry, slug?: string): Stated {
	const found = readDocumentation(text);
	if (!found) throw new Error('it is no llms.txt of a model');
	if (slug !== undefined && found.slug !== slug) throw new Error(`it is of ${found.slug}`);
	return {
		source: 'llms.txt',
		slug: found.slug,
		title: found.title,
		endpoint: found.endpoint,
		returns: returnsOf(found.returns),
		seconds: rounded(row?.averageSeconds),
		usd: rounded(row?.averageUsd ?? found.averageUsd),
		parameters: found.parameters,
	};
}
