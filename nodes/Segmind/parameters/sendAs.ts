import type { FileField, ResolvedField, SentAs } from './fileFields';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { mediaOf } from '../models/documentation/media';
import type { DocumentedParameter } from '../models/documentation/types';

/** What is known of a parameter: its documentation, or what the form keeps of it. */
type Known =
	DocumentedParameter | { readonly id: string; readonly kind: DocumentedParameter['kind'] };

const nameOf = (known: Known): string => ('name' in known ? known.name : known.id);

function documentedAs(known: Known | undefined, count: number): SentAs {
	if (known && 'name' in known && mediaOf(known)?.base64) return 'base64';
	if (known?.kind === 'list') return 'list';
	return count > 1 ? 'list' : 'url';
}

/**
 * Gives the files that go `As Documented` the shape that their parameter has; of one that is not
 * known, several files make a list.
 * @throws Problem where several files are named for a parameter that takes one
 */
export const resolveFiles = (
	files: readonly FileField[],
	parameters: readonly Known[] = [],
): ResolvedField[] =>
	files.map((file) => {
		if (file.sendAs !== 'auto') return { ...file, sentAs: file.sendAs };
		const known = parameters.find((one) => nameOf(one) === file.name);
		const sentAs = documentedAs(known, file.sources.length);
		const takesOne = sentAs === 'base64' || known?.kind === 'string';
		if (takesOne && file.sources.length > 1) {
			throw new Problem(INPUT_ERRORS.fileFieldSingle, { detail: `Field: '${file.name}'.` });
		}
		return { ...file, sentAs };
	});
