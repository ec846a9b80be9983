const path = require('node:path');
const base = require('../../jest.config.js');

/** The same projects, compiled with a mistake. */
const withMistakes = (project) => ({
	...project,
	rootDir: path.resolve(__dirname, '..', '..'),
	transform: Object.fromEntries(
		Object.entries(project.transform).map(([pattern, [, options]]) => [
			pattern,
			[path.join(__dirname, 'transform.js'), options],
		]),
	),
});

module.exports = {
	rootDir: path.resolve(__dirname, '..', '..'),
	testTimeout: base.testTimeout,
	projects: base.projects.map(withMistakes),
};
