/**
 * Compiles like the other tests do, but with one deliberate mistake in one file of the node. No file
 * on the disk is changed. `GUARANTEE_MUTANT` holds file, text and replacement as JSON.
 */
const path = require('node:path');
const swc = require('@swc/jest');

const [file, find, replace] = JSON.parse(process.env.GUARANTEE_MUTANT ?? '[]');

/** @throws Error when the text doesn't stand in the file exactly once: the list is out of date then */
function mutated(source, filename) {
	if (!file || !filename.replaceAll(path.sep, '/').endsWith(`/nodes/Segmind/${file}`))
		return source;
	const parts = source.split(find);
	if (parts.length !== 2) throw new Error(`MUTANT: "${find}" stands ${parts.length - 1} times`);
	return parts.join(replace);
}

exports.createTransformer = (options) => {
	const inner = swc.createTransformer(options);
	return {
		process: (source, filename, rest) => inner.process(mutated(source, filename), filename, rest),
		getCacheKey: (source, filename, rest) =>
			inner.getCacheKey(mutated(source, filename), filename, rest),
	};
};
