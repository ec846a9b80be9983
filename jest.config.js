/** Three projects, so that the pure parts can be run alone: `npx jest --selectProjects unit`. */
const project = (name, extra = {}) => ({
	displayName: name,
	testEnvironment: 'node',
	// copies of packages there would be taken for this one
	modulePathIgnorePatterns: ['<rootDir>/.cache', '<rootDir>/test/n8n', '<rootDir>/dist'],
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	setupFiles: ['<rootDir>/test/propertySeed.js'],
	transform: {
		'\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
	},
	...extra,
});

module.exports = {
	// two cores may be busy with something else
	testTimeout: 30_000,
	projects: [project('unit'), project('sandbox'), project('engine')],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts', '!**/*.generated.ts'],
	coverageReporters: ['text', 'lcovonly'],
	coverageDirectory: 'coverage',
};
