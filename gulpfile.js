const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { dest, series, src } = require('gulp');

const node = (...args) => execFileSync(process.execPath, args, { stdio: 'inherit' });

async function clean() {
	rmSync('dist', { recursive: true, force: true });
}

async function generate() {
	node(require.resolve('tsx/cli'), 'scripts/generate.ts');
}

async function compile() {
	node(require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json');
}

/** Icons, codex files and the schemas of the output lie beside the code that they belong to. */
function copy() {
	return src(
		['nodes/**/*.{svg,node.json}', 'nodes/**/__schema__/**/*.json', 'credentials/**/*.svg'],
		{
			base: '.',
			encoding: false,
		},
	).pipe(dest('dist'));
}

exports.build = series(clean, generate, compile, copy);
exports.default = exports.build;
