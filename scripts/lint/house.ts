import * as plugin from '@typescript-eslint/eslint-plugin';
import * as parser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';

const LONGEST_FILE = 400;
const LONGEST_FUNCTION = 80;

const ONLY_OWN = {
	regex: '^(?!n8n-workflow$|\\.\\.?/).*',
	message: 'The package has no runtime dependencies: n8n-workflow and own files only.',
};

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

/** The project's own rules: sizes, no `any`, no runtime dependencies. */
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
			rules: {
				'@typescript-eslint/no-restricted-imports': ['error', { patterns: [ONLY_OWN] }],
			},
		},
	];
}
