import type { IExecuteFunctions } from 'n8n-workflow';
import { Problem, toError, withDetail } from '../errors/problem';
import { mayBeAboutFile } from '../errors/rewordings';
import { SNIFF_BYTES, sniffMedia } from './fileType';
import { fieldText, headOf, type ImageSource, openFile } from './sources';

/** Types that phones and scanners write and that few models read; which do, no page says. */
const RARE: Readonly<Record<string, string>> = { heic: 'HEIC', heif: 'HEIF', tif: 'TIFF' };

const AT_URL = /\.(heic|heif|tif)f?$/i;

/** What an image of such a type is called in a message; undefined for one of any other. */
async function rareName(ctx: IExecuteFunctions, source: ImageSource): Promise<string | undefined> {
	if (source.kind === 'url') {
		const [, ending = ''] = AT_URL.exec(new URL(source.url).pathname) ?? [];
		const type = RARE[ending.toLowerCase()];
		return type && `one that was given as URL (${type})`;
	}
	const head = await headOf(await openFile(ctx, source), SNIFF_BYTES);
	const type = RARE[sniffMedia(head)?.extension ?? ''];
	return type && `the file in ${fieldText(source)} (${type})`;
}

/** Names an image of a type that few models read, where a job failed for what may be that. */
export async function withRareTypes(
	ctx: IExecuteFunctions,
	sources: readonly ImageSource[],
	thrown: unknown,
): Promise<Error> {
	if (!(thrown instanceof Problem) || !mayBeAboutFile(thrown)) return toError(thrown);
	// n8n may have deleted a file meanwhile
	const found = sources.map(async (source) => await rareName(ctx, source).catch(() => undefined));
	const names = [...new Set((await Promise.all(found)).filter((name) => name !== undefined))];
	if (names.length === 0) return thrown;
	const cause = `A likely cause is the type of ${names.join(', ')}: many models can't read it. Convert it to JPEG or PNG first.`;
	return withDetail(cause, thrown);
}
