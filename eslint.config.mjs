/**
 * For `n8n-node lint` of n8n's `@n8n/node-cli`: its default configuration, for what is published.
 * Its rules are about code that runs in n8n; the tools and tests of this project start servers and
 * use timers, and `npm run lint` has rules of its own for them. `npm run lint` doesn't read this.
 */
import { config } from '@n8n/node-cli/eslint';
import { globalIgnores } from 'eslint/config';

export default [
	globalIgnores(['.cache', '.ci', 'coverage', 'examples', 'output', 'sandbox', 'scripts', 'test']),
	...config,
];
