import * as plugin from '@typescript-eslint/eslint-plugin';
import * as parser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';

const LONGEST_FILE = 400;
const LONGEST_FUNCTION = 80;

const only = (message: string, regex: string): Linter.RulesRecord => ({
	'@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex, message }] }],
});

const ONLY_OWN = {
	regex: '^(?!n8n-workflow$|\\.\\.?/).*',
	message: 'The package has no runtime dependencies: n8n-workflow and own files only.',
};

/** Folders of the node; each imports only from those above it in this list. */
const LAYERS = [
	...['core', 'errors', 'http', 'models', 'files', 'results'],
	...['job', 'parameters', 'output', 'operations'],
];

/** One rule for each folder, since a later configuration replaces an earlier one. */
const layerRules = (): Linter.Config[] =>
	LAYERS.map((layer, at) => ({
		files: [`nodes/Segmind/${layer}/**/*.ts`],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					patterns: [
						ONLY_OWN,
						{
							regex: `^(?:\\.\\./)+(?:${[...LAYERS.slice(at + 1), 'interface'].join('|')})(?:/|$)`,
							message: `'${layer}' imports only from the layers above it: ${LAYERS.slice(0, at).join(', ')}.`,
						},
					],
				},
			],
		},
	}));

const base: Linter.Config = {
	files: ['**/*.ts'],
	languageOptions: { parser: parser as Linter.Parser },
	plugins: {
		'@typescript-eslint': plugin as unknown as NonNullable<Linter.Config['plugins']>[string],
	},
	rules: {
		'@typescript-eslint/no-explicit-any': 'error',
		'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
		'@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
		'max-lines': ['error', LONGEST_FILE],
		eqeqeq: 'error',
		'no-var': 'error',
		'prefer-const': 'error',
		'no-empty': 'error',
	},
};

/** The project's own rules: sizes, no `any`, and who may import whom. */
export function houseRules(): Linter.Config[] {
	return [
		{ ignores: ['**/node_modules/**', '**/.cache/**'] },
		base,
		{
			files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'sandbox/**/*.ts', 'scripts/**/*.ts'],
			plugins: base.plugins ?? {},
			rules: { 'max-lines-per-function': ['error', LONGEST_FUNCTION] },
		},
		{
			files: ['**/*.generated.ts'],
			rules: { 'max-lines': 'off' },
		},
		{
			files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
			rules: only(ONLY_OWN.message, ONLY_OWN.regex),
		},
		...layerRules(),
		{
			files: ['sandbox/**/*.ts'],
			rules: only(
				'The sandbox is written from the documentation, so that a mistake in the node shows.',
				'(^|/)(nodes|credentials)/',
			),
		},
	];
}
