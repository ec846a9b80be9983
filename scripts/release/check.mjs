/**
 * What must be true before a version is published:
 * `node scripts/release/check.mjs <tag> [--dry-run]`. In a dry run, what only the first
 * publication needs is a note and no failure.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { npmProgram } from '../setup/run.mjs';

const read = (file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

/** Since this version npm signs in to its registry as a trusted publisher. */
const OLDEST_NPM = [11, 5, 1];

function npmIsOlder(version) {
	const parts = version.split('.').map((part) => Number.parseInt(part, 10));
	const first = OLDEST_NPM.findIndex((oldest, index) => parts[index] !== oldest);
	return first >= 0 && parts[first] < OLDEST_NPM[first];
}

const [tag, mode] = process.argv.slice(2);
const { version, author, repository } = JSON.parse(read('package.json'));
const locked = JSON.parse(read('package-lock.json')).packages[''].version;
const heading = new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\](.*)$`, 'm').exec(
	read('CHANGELOG.md'),
);
const npm = execFileSync(process.execPath, [npmProgram(), '--version'], {
	encoding: 'utf8',
}).trim();
const here = process.env.GITHUB_REPOSITORY;

const problems = [
	tag !== `v${version}` && `The tag is ${tag}, but package.json says ${version}.`,
	locked !== version && `package-lock.json says ${locked}, but package.json says ${version}.`,
	!heading && `CHANGELOG.md has no heading for ${version}.`,
];
const forPublication = [
	heading &&
		!/^ - \d{4}-\d{2}-\d{2}$/.test(heading[1]) &&
		`CHANGELOG.md gives no date for ${version}.`,
	author.email.endsWith('.example') && "package.json still names the template's address as author.",
	here &&
		!repository.url.includes(`/${here}.git`) &&
		`package.json names another repository than ${here}; npm then refuses the provenance.`,
	npmIsOlder(npm) && `npm ${npm} is older than ${OLDEST_NPM.join('.')}.`,
];

const found = problems.filter(Boolean);
const later = forPublication.filter(Boolean);
if (mode === '--dry-run') for (const note of later) console.log(`Before publishing: ${note}`);
else found.push(...later);
for (const problem of found) console.error(problem);
if (found.length === 0) console.log(`${tag}: tag, version, lock file and changelog agree.`);
process.exitCode = found.length > 0 ? 1 : 0;
