// n8n's own house style, so that the code reads like the host's.
module.exports = {
	semi: true,
	trailingComma: 'all',
	bracketSpacing: true,
	useTabs: true,
	tabWidth: 2,
	arrowParens: 'always',
	singleQuote: true,
	quoteProps: 'as-needed',
	endOfLine: 'lf',
	printWidth: 100,
	// npm writes its own file with two spaces, and the compiler's settings follow it
	overrides: [
		{ files: ['**/package.json', 'tsconfig*.json'], options: { useTabs: false, tabWidth: 2 } },
	],
};
