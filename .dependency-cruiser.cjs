/**
 * Who may import whom, types included. `npm test` checks it; to see a picture of one folder:
 * `npx depcruise nodes/Segmind --focus nodes/Segmind/job --output-type mermaid`.
 */

/** Folders of the node, which are its layers: each imports only from those above it in this list. */
const LAYERS = [
	...['core', 'errors', 'http', 'models', 'files', 'results'],
	...['job', 'parameters', 'output', 'operations'],
];

const layerRules = LAYERS.map((layer, at) => ({
	name: `layer-${layer}`,
	comment: `'${layer}' imports only from the layers above it: ${LAYERS.slice(0, at).join(', ') || 'none'}.`,
	severity: 'error',
	from: { path: `^nodes/Segmind/${layer}/` },
	to: { path: `^nodes/Segmind/(?:${[...LAYERS.slice(at + 1), 'interface'].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no-cycle',
			comment: 'Two files that need each other are one, or lack a third with what both need.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'sandbox-apart',
			comment:
				'The sandbox is written from the documentation, so that a mistake in the node shows.',
			severity: 'error',
			from: { path: '^sandbox/' },
			to: { path: '^(?:nodes|credentials)/' },
		},
		...layerRules,
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		// an import of a type ties two files together like any other
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.tools.json' },
	},
};
