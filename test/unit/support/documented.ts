import type { ModelFile, ModelParameter } from '../../../scripts/generate/modelFile';

/** What a page says of one parameter. Typed off by hand, so that a slip in a model file shows. */
interface Documented {
	readonly type: string;
	readonly required: boolean;
	readonly default?: string | number;
	readonly allowed?: readonly string[];
	/** Stated bounds, both ends included. */
	readonly bounds?: readonly [number, number];
	/** The sample on the page sends null. */
	readonly nullable?: true;
	/** Which of the controls that all models share serves it. */
	readonly role?: 'prompt' | 'images' | 'mask';
	/** Decides price or file, so the node always shows it. */
	readonly prominent?: true;
}

export interface Page {
	readonly title: string;
	readonly endpoint: string;
	readonly seconds: number;
	readonly usd: number;
	readonly returns: string;
	readonly parameters: Readonly<Record<string, Documented>>;
}

const SIZES = ['1024x1024', '1536x1024', '1024x1536', 'auto'];
const QUALITIES = ['low', 'medium', 'high', 'auto'];
const FORMATS = ['png', 'jpeg', 'webp'];

/** The two pages that the project started from, as they were in November 2026. */
export const PAGES: Readonly<Record<string, Page>> = {
	'gpt-image-1-edit': {
		title: 'GPT Image 1 Edit',
		endpoint: 'https://api.segmind.com/v1/gpt-image-1-edit',
		seconds: 58.03,
		usd: 0.14,
		returns: 'Image',
		parameters: {
			image_urls: { type: 'string[]', required: true, role: 'images' },
			mask: { type: 'string (uri)', required: true, nullable: true, role: 'mask' },
			prompt: { type: 'string', required: true, default: '', role: 'prompt' },
			background: {
				type: 'string',
				required: false,
				default: 'opaque',
				allowed: ['transparent', 'opaque'],
			},
			moderation: { type: 'string', required: false, default: 'auto', allowed: ['low', 'auto'] },
			output_compression: { type: 'integer', required: false, default: 100, bounds: [1, 100] },
			output_format: {
				type: 'string',
				required: false,
				default: 'png',
				allowed: FORMATS,
				prominent: true,
			},
			quality: {
				type: 'string',
				required: false,
				default: 'auto',
				allowed: QUALITIES,
				prominent: true,
			},
			size: { type: 'string', required: false, default: 'auto', allowed: SIZES, prominent: true },
		},
	},
	'gpt-image-1.5-edit': {
		title: 'GPT Image 1.5 Edit',
		endpoint: 'https://api.segmind.com/v1/gpt-image-1.5-edit',
		seconds: 56.95,
		usd: 0.24,
		returns: 'Image',
		parameters: {
			image_urls: { type: 'string[]', required: true, role: 'images' },
			mask: { type: 'string (uri)', required: true, nullable: true, role: 'mask' },
			prompt: { type: 'string', required: true, default: '', role: 'prompt' },
			background: {
				type: 'string',
				required: false,
				default: 'opaque',
				allowed: ['transparent', 'opaque'],
			},
			moderation: { type: 'string', required: false, default: 'auto', allowed: ['low', 'auto'] },
			output_compression: { type: 'integer', required: false, default: 95 },
			output_format: {
				type: 'string',
				required: false,
				default: 'png',
				allowed: FORMATS,
				prominent: true,
			},
			quality: {
				type: 'string',
				required: false,
				default: 'high',
				allowed: QUALITIES,
				prominent: true,
			},
			size: { type: 'string', required: false, default: 'auto', allowed: SIZES, prominent: true },
		},
	},
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function parameterDifferences(found: ModelParameter, page: Documented): string[] {
	const pairs: Array<[string, unknown, unknown]> = [
		['type', found.type, page.type],
		['required', found.required, page.required],
		['nullable', found.nullable ?? false, page.nullable ?? false],
		['default', found.default, page.default],
		['allowed', found.allowed, page.allowed],
		['open', found.open, undefined],
		['minimum', found.minimum, page.bounds?.[0]],
		['maximum', found.maximum, page.bounds?.[1]],
		['role', found.role, page.role],
		['prominent', found.prominent, page.prominent],
	];
	return pairs
		.filter(([, value, wanted]) => !same(value, wanted))
		.map(([key, value, wanted]) => {
			return `${found.name}: ${key} is ${JSON.stringify(value)}, documented ${JSON.stringify(wanted)}`;
		});
}

/** Where a model file says something else than its page, a sentence each. */
export function differences(model: ModelFile, page: Page): string[] {
	const pairs: Array<[string, unknown, unknown]> = [
		['displayName', model.displayName, page.title],
		['endpoint', `https://api.segmind.com${model.endpoint}`, page.endpoint],
		['seconds', model.typical.seconds, page.seconds],
		['usd', model.typical.usd, page.usd],
		['returns', model.returns, page.returns],
		['page', model.source.page, `https://www.segmind.com/models/${model.slug}/api`],
		['coverage', model.coverage, 'complete'],
		['operation', model.operation, 'edit'],
		['names', model.parameters.map((p) => p.name).sort(), Object.keys(page.parameters).sort()],
	];
	const ofParameters = model.parameters.flatMap((parameter) => {
		const documented = page.parameters[parameter.name];
		return documented
			? parameterDifferences(parameter, documented)
			: [`${parameter.name} is not documented`];
	});
	const ofModel = pairs
		.filter(([, value, wanted]) => !same(value, wanted))
		.map(
			([key, value, wanted]) =>
				`${key} is ${JSON.stringify(value)}, documented ${JSON.stringify(wanted)}`,
		);
	return [...ofModel, ...ofParameters];
}
