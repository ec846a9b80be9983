import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MUTANTS, type Mutant } from './mutations';

const PROJECT = path.resolve(__dirname, '../..');
const COPY = path.join(PROJECT, '.cache/mutant');
const PARTS = [
	'nodes',
	'credentials',
	'sandbox',
	'examples/pictures',
	'scripts/engine',
	'scripts/setup',
	'test/faults',
];
const PARTS_OF_TESTS = ['test/engine/support', 'package.json', 'tsconfig.json'];
/** Enough for what only chance leads to; what needs more gets a directed plan. */
const RUNS = 300;
const SEED = 31;

function prepare(mutant?: Mutant): void {
	rmSync(COPY, { recursive: true, force: true });
	mkdirSync(COPY, { recursive: true });
	for (const part of [...PARTS, ...PARTS_OF_TESTS]) {
		cpSync(path.join(PROJECT, part), path.join(COPY, part), { recursive: true });
	}
	if (!mutant) return;
	const { file, from, to } = mutant;
	const target = path.join(COPY, 'nodes/Segmind', file);
	const source = readFileSync(target, 'utf8');
	if (source.split(from).length !== 2) {
		throw new Error(`${file} no longer holds exactly once: ${from}`);
	}
	writeFileSync(
		target,
		source.replace(from, () => to),
	);
}

/** @returns what did not hold */
function failures(...part: string[]): string[] {
	const main = path.join(COPY, 'test/faults/main.ts');
	const args = ['--import=tsx', main, '--no-shrink', '--seed', `${SEED}`, '--runs', `${RUNS}`];
	const { stdout, stderr } = spawnSync(process.execPath, [...args, ...part], {
		cwd: PROJECT,
		encoding: 'utf8',
	});
	if (!/^[✓✗] /m.test(stdout)) throw new Error(`The suite did not run:\n${stdout}${stderr}`);
	const [plan = ''] = part.includes('worlds') ? stderr.trim().split('\n') : [];
	return [...stdout.matchAll(/^✗ (.*)$/gm)].map(([, name = '']) =>
		plan ? `${name} (${plan})` : name,
	);
}

/** @returns what did not hold, or nothing where the suite noticed nothing */
function noticed(mutant?: Mutant): string[] {
	prepare(mutant);
	// the directed plans are quick, and most mutants don't get past them
	const directed = failures('--only', 'worlds', '--first');
	return directed.length > 0 ? directed : failures();
}

/**
 * Breaks the node in known ways, one at a time and in a copy, and makes sure that the suite notices
 * each. Takes some minutes; not part of `.ci/run`.
 * @param chosen only mutants whose name holds this text
 * @returns whether all were noticed
 */
export function noticesMutants(chosen = ''): boolean {
	let missed = 0;
	const before = noticed();
	if (before.length > 0) throw new Error(`Fails without any mutant: ${before.join('; ')}`);
	console.log('✓ passes without any mutant');
	for (const mutant of MUTANTS.filter(({ name }) => name.includes(chosen))) {
		const startedMs = Date.now();
		const found = noticed(mutant);
		const seconds = Math.round((Date.now() - startedMs) / 1000);
		if (found.length === 0) missed += 1;
		console.log(
			`${found.length > 0 ? '✓ noticed' : '✗ MISSED'} ${mutant.name} (${seconds} s)${found.map((name) => `\n    ${name}`).join('')}`,
		);
	}
	rmSync(COPY, { recursive: true, force: true });
	console.log(missed === 0 ? 'Every mutant was noticed.' : `${missed} mutants were not noticed.`);
	return missed === 0;
}
