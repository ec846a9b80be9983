const path = require('node:path');
const base = require('../jest.config.js');

/** The tests in queue mode, or (QUEUE_TESTS=measure) the measurements of docs/scaling.md. */
module.exports = {
	...base,
	displayName: 'queue mode',
	rootDir: path.resolve(__dirname, '..', '..', '..'),
	testMatch: [`<rootDir>/test/n8n/queue/**/*.${process.env.QUEUE_TESTS ?? 'test'}.ts`],
	testTimeout: 360_000,
};
