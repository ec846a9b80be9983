const { existsSync } = require('node:fs');
const path = require('node:path');
const process = require('node:process');

/**
 * npm's own program as a file for Node, so that no shell is needed on any system.
 * @returns {string}
 * @throws Error when npm lies in none of its usual places
 */
function npmProgram() {
	const beside = path.dirname(process.execPath);
	const candidates = [
		process.env.npm_execpath,
		path.join(beside, 'node_modules/npm/bin/npm-cli.js'),
		path.join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
	];
	const found = candidates.find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
	if (!found) throw new Error('npm was not found. Start this with "npm start" or "npm test".');
	return found;
}

exports.npmProgram = npmProgram;
