import js from '@eslint/js';
import communityNodes from '@n8n/eslint-plugin-community-nodes';
import * as typescript from '@typescript-eslint/eslint-plugin';
import * as parser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';
// @ts-expect-error the plugin ships no types
import nodesBase from 'eslint-plugin-n8n-nodes-base';

type Rules = Linter.RulesRecord;

interface NodesBase {
	rules: Record<string, unknown>;
	configs: Record<'community' | 'credentials' | 'nodes', { rules: Rules }>;
}

const { rules, configs } = nodesBase as NodesBase;

/** n8n's scanner turns these five off (`@n8n/scan-community-package` 0.32.0). */
const OFF_IN_THE_SCAN = [
	'cred-class-field-documentation-url-miscased',
	'cred-class-field-type-options-password-missing',
	'node-class-description-inputs-wrong-regular-node',
	'node-class-description-outputs-wrong',
	'node-param-type-options-max-value-present',
];

const without = (all: Rules): Rules =>
	Object.fromEntries(
		Object.entries(all).filter(
			([name]) => !OFF_IN_THE_SCAN.some((off) => name.endsWith(`/${off}`)),
		),
	);

/**
 * The rules of n8n's verification scan, from both official plugins, as its scanner puts them
 * together. Inline disables don't count there, so they don't here (`allowInlineConfig: false`).
 */
export function scanRules(): Linter.Config[] {
	const plugins = { 'n8n-nodes-base': { rules } } as unknown as Linter.Config['plugins'];
	return [
		communityNodes.configs.recommended as unknown as Linter.Config,
		{ rules: { 'no-console': 'error' } },
		{
			files: ['**/*.ts', '**/*.json'],
			languageOptions: {
				parser: parser as Linter.Parser,
				parserOptions: { extraFileExtensions: ['.json'] },
			},
		},
		{ files: ['package.json'], plugins, rules: configs.community.rules },
		{ files: ['**/credentials/**/*.ts'], plugins, rules: without(configs.credentials.rules) },
		{ files: ['**/nodes/**/*.ts'], plugins, rules: without(configs.nodes.rules) },
	];
}

/**
 * What `n8n-node lint` (`@n8n/node-cli` 0.48.3) adds to the scan for source: the recommended rules
 * of ESLint and of typescript-eslint. Its rules about imports are left to the compiler.
 */
export function cliRules(): Linter.Config[] {
	const { configs } = typescript as unknown as { configs: Record<string, Linter.Config[]> };
	return [js.configs.recommended, ...(configs['flat/recommended'] ?? [])].map((config) => ({
		...config,
		files: ['**/*.ts'],
	}));
}

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
		'@typescript-eslint': typescript as unknown as NonNullable<Linter.Config['plugins']>[string],
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
