import type { ModelParameter } from '../../generate/modelFile';
import { FACTS } from '../compare/compare';
import type { Page } from '../read/page';
import { isPicture, wordsOf } from './roles';

const STATED: string[] = ['name', 'role', ...FACTS];

/** What no page knows of a parameter and a person has chosen: sentences, labels, places. */
export function keptOf(known: ModelParameter | undefined): Partial<ModelParameter> {
	return Object.fromEntries(Object.entries(known ?? {}).filter(([key]) => !STATED.includes(key)));
}

/** Keys in the order that the known file has, so that an import which changes nothing is none. */
export function ordered<T extends object>(found: T, known: object | undefined): T {
	const before = Object.keys(known ?? {});
	const place = (key: string) => (before.includes(key) ? before.indexOf(key) : before.length);
	const entries = Object.entries(found).sort(([a], [b]) => place(a) - place(b));
	return Object.fromEntries(entries) as T;
}

/** What a new model is likely for, by its name and by whether it takes pictures. */
export function operationFor({ slug, parameters }: Page): string {
	const words = slug.toLowerCase().split(/[^a-z0-9]+/);
	const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
	if (has(/^(?:bg|background)$/) && has(/^(?:removal|remover?|eraser?)$/)) {
		return 'removeBackground';
	}
	if (has(/^eras/)) return 'eraseObject';
	if (has(/^masks?$/) && has(/^generat/)) return 'createMask';
	if (has(/^faceswap/) || (has(/^face$/) && has(/^swap/))) return 'swapFace';
	const takesPictures = parameters.some(
		(row) =>
			isPicture(row) ||
			(/uri|base64|^image/.test(row.type) &&
				wordsOf(row.name).some((word) => /^images?$/.test(word))),
	);
	return takesPictures ? 'edit' : 'generate';
}
