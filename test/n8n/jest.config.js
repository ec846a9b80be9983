const path = require('node:path');

/** The end-to-end tests; started by `npm run e2e`, which prepares what they need. */
module.exports = {
	displayName: 'e2e',
	rootDir: path.resolve(__dirname, '..', '..'),
	testEnvironment: 'node',
	// copies of packages there would be taken for this one
	modulePathIgnorePatterns: ['<rootDir>/.cache', '<rootDir>/dist'],
	testMatch: ['<rootDir>/test/n8n/{e2e,browser}/**/*.test.ts'],
	// Two cores, and an n8n needs one: never more than one file at a time.
	maxWorkers: 1,
	testTimeout: 120_000,
	transform: {
		'\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
	},
};
