import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ESLint } from 'eslint';
import { cliRules, houseRules, scanRules } from './lintRules';

const ROOT = join(__dirname, '..');

interface Run {
	name: string;
	rules: ESLint.Options['overrideConfig'];
	patterns: string[];
}

/** n8n's verification scan over source and build, then the project's own rules over everything. */
const RUNS: Run[] = [
	{
		name: 'n8n scan, source',
		rules: scanRules(),
		patterns: ['package.json', 'nodes/**/*.{js,ts,json}', 'credentials/**/*.{js,ts,json}'],
	},
	{
		name: 'n8n-node lint, source',
		rules: cliRules(),
		patterns: ['{nodes,credentials}/**/*.ts'],
	},
	{ name: 'n8n scan, dist', rules: scanRules(), patterns: ['dist/**/*.js', 'package.json'] },
	{
		name: 'house rules',
		rules: houseRules(),
		patterns: ['{nodes,credentials,sandbox,scripts,test,examples}/**/*.{ts,mjs,js}', '*.js'],
	},
];

async function lint({ name, rules, patterns }: Run): Promise<number> {
	const eslint = new ESLint({
		cwd: ROOT,
		overrideConfigFile: true,
		overrideConfig: rules,
		allowInlineConfig: false,
		errorOnUnmatchedPattern: true,
	});
	const results = await eslint.lintFiles(patterns);
	const errors = results.reduce((sum, r) => sum + r.errorCount, 0);
	const warnings = results.reduce((sum, r) => sum + r.warningCount, 0);
	const formatter = await eslint.loadFormatter('stylish');
	const text = await formatter.format(results);
	if (text) console.log(text);
	console.log(`${name}: ${results.length} files, ${errors} errors, ${warnings} warnings`);
	return errors + warnings;
}

/** Model files must not be unfinished: the importer marks sentences that a person has to write. */
function unfinishedModels(): number {
	const folder = join(ROOT, 'nodes/Segmind/models');
	const unfinished = readdirSync(folder)
		.filter((name) => name.endsWith('.json') && name !== 'model.schema.json')
		.filter((name) => readFileSync(join(folder, name), 'utf8').includes('TODO'));
	for (const name of unfinished) console.log(`${relative(ROOT, join(folder, name))}: holds a TODO`);
	return unfinished.length;
}

/** With `--fix`, Prettier writes its format first. */
async function main(): Promise<void> {
	if (process.argv.includes('--fix')) {
		const prettier = require.resolve('prettier/bin/prettier.cjs');
		execFileSync(process.execPath, [prettier, '--write', '.'], { cwd: ROOT, stdio: 'inherit' });
	}
	let found = unfinishedModels();
	for (const run of RUNS) found += await lint(run);
	if (found > 0) process.exitCode = 1;
}

void main();
