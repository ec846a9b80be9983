import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { catalogSource } from './generate/catalog';
import { assignControls } from './generate/controls';
import { offers } from '../nodes/Segmind/models/facts';
import { OPERATIONS } from './generate/fields';
import { interfaceSource } from './generate/interfaceFile';
import { readModels } from './generate/modelFile';
import { withTables } from './generate/modelTables';

const HEADER = `// Generated from nodes/Segmind/models/*.json. Do not edit: change the model's file and run \`npm run generate\`.\n\n`;

/**
 * Everything that is made from the model files, by path.
 * @param root folder of the project
 * @param modelFolder folder of the model files, so that tests can try their own
 */
export async function generatedFiles(
	root: string,
	modelFolder = join(root, 'nodes/Segmind/models'),
): Promise<Map<string, string>> {
	const models = readModels(modelFolder);
	const controls = assignControls(models);
	const files = new Map<string, string>();
	const add = async (path: string, source: string) => {
		const config = await resolveConfig(join(root, path));
		files.set(join(root, path), await format(HEADER + source, { ...config, parser: 'typescript' }));
	};
	await add('nodes/Segmind/models/catalog.generated.ts', catalogSource(models, controls));
	for (const operation of OPERATIONS) {
		const own = models.filter((model) => offers(operation, model));
		await add(
			`nodes/Segmind/interface/${operation}.generated.ts`,
			interfaceSource(own, operation, controls),
		);
	}
	const tables = join(root, 'docs/models.md');
	if (existsSync(tables)) files.set(tables, withTables(readFileSync(tables, 'utf8'), models));
	return files;
}

async function main(): Promise<void> {
	const root = join(__dirname, '..');
	const check = process.argv.includes('--check');
	const stale: string[] = [];
	for (const [path, wanted] of await generatedFiles(root)) {
		const found = existsSync(path) ? readFileSync(path, 'utf8') : '';
		if (found === wanted) continue;
		stale.push(relative(root, path));
		if (!check) writeFileSync(path, wanted);
	}
	if (check && stale.length > 0) {
		console.error(`Not what the model files give: ${stale.join(', ')}. Run "npm run generate".`);
		process.exitCode = 1;
		return;
	}
	console.log(
		check ? 'Generated files are up to date.' : `Written: ${stale.join(', ') || 'nothing new'}`,
	);
}

if (require.main === module) void main();
