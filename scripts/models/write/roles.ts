import type { ModelParameter } from '../../generate/modelFile';
import type { PageParameter } from '../read/row';
import { namedType } from './types';

type Role = NonNullable<ModelParameter['role']>;

/** The words of a name, written with underscores or with capitals. */
export const wordsOf = (name: string): string[] =>
	name
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.split('_')
		.filter((word) => word !== '');

const PICTURE =
	/^(?:string \(uri\)|string \(base64\)|string\[\]|object\[\]|image|string \| string)$/;

/** Of all words of the name none may say what else the picture is for, such as `style`. */
const PICTURE_WORDS = ['image', 'images', 'url', 'urls', 'input', 'inputs', 'reference'];

/** Whether a row takes the pictures to work on. */
export const isPicture = ({ name, type }: PageParameter): boolean => {
	const words = wordsOf(name);
	const aboutImages = words.includes('image') || words.includes('images');
	return (
		PICTURE.test(namedType(type).type) &&
		aboutImages &&
		words.every((word) => PICTURE_WORDS.includes(word))
	);
};

/** Whether a row takes one picture that its name says the purpose of. */
const isNamedPicture = ({ name, type }: PageParameter): boolean =>
	/^(?:string \(uri\)|string \(base64\)|image)$/.test(namedType(type).type) &&
	wordsOf(name).includes('image');

const PROMPTS = ['prompt', 'promptText', 'text_prompt'];

/**
 * Which of the controls that all models share serve which parameters, by name. A role that two
 * could have is given to none: they get controls of their own.
 */
export function rolesOf(rows: PageParameter[]): Map<string, Role> {
	const roles = new Map<string, Role>();
	const give = (role: Role, candidates: PageParameter[]) => {
		const [only] = candidates;
		if (only && candidates.length === 1) roles.set(only.name, role);
	};
	give(
		'prompt',
		rows.filter(({ name, type }) => PROMPTS.includes(name) && namedType(type).type === 'string'),
	);
	give('images', rows.filter(isPicture));
	give(
		'mask',
		rows.filter(
			({ name, type }) =>
				name === 'mask' && PICTURE.test(namedType(type).type) && !type.endsWith('[]'),
		),
	);
	// pictures with roles of their own, such as a source and a target: each gets its controls
	for (const row of rows) {
		if (!roles.has(row.name) && row.required && isNamedPicture(row)) roles.set(row.name, 'image');
	}
	return roles;
}
