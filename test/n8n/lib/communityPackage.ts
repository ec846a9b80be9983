import { execFile } from 'node:child_process';
import { access, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { npmProgram } from '../../../scripts/setup/npmProgram.js';
import { PROJECT_FOLDER } from './paths';

const run = promisify(execFile);

/** Compiles the package (`gulp build`). Throws with the compiler's output. */
export async function buildPackage(): Promise<void> {
	const gulp = path.join(PROJECT_FOLDER, 'node_modules', 'gulp', 'bin', 'gulp.js');
	try {
		await run(process.execPath, [gulp, 'build'], { cwd: PROJECT_FOLDER });
	} catch (error) {
		const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
		throw new Error(`The build did not succeed:\n${stdout}${stderr}`);
	}
}

/**
 * Packs the project as `npm publish` would and unpacks it into `folder`, so that what is tested
 * is what is published and not what happens to lie in the checkout. Returns the package's folder.
 */
export async function packProject(folder: string): Promise<string> {
	await access(path.join(PROJECT_FOLDER, 'dist', 'nodes', 'Segmind', 'Segmind.node.js'));
	await mkdir(folder, { recursive: true });
	const args = [npmProgram(), 'pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const { stdout } = await run(process.execPath, args, { cwd: PROJECT_FOLDER });
	const [packed] = JSON.parse(stdout) as Array<{ filename: string }>;
	if (!packed) throw new Error('npm pack named no file');
	await run('tar', ['-xzf', packed.filename], { cwd: folder });
	return path.join(folder, 'package');
}

/**
 * Puts an unpacked package where n8n looks for community packages. Replaced by renaming: n8n
 * never sees half a package.
 */
export async function installPackage(packageFolder: string, userFolder: string): Promise<string> {
	const { name, version } = JSON.parse(
		await readFile(path.join(packageFolder, 'package.json'), 'utf8'),
	) as { name: string; version: string };
	const nodes = path.join(userFolder, '.n8n', 'nodes');
	const target = path.join(nodes, 'node_modules', name);
	await mkdir(path.dirname(target), { recursive: true });
	const manifest = { name: 'installed-nodes', private: true, dependencies: { [name]: version } };
	await writeFile(path.join(nodes, 'package.json'), JSON.stringify(manifest, null, '\t'));
	const fresh = `${target}.fresh`;
	await rm(fresh, { recursive: true, force: true });
	await cp(packageFolder, fresh, { recursive: true });
	await rm(target, { recursive: true, force: true });
	await rename(fresh, target);
	return target;
}

/** Builds nothing: packs what `dist` holds and installs it for the n8n of that user folder. */
export async function installProject(userFolder: string): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'segmind-pack-'));
	try {
		return await installPackage(await packProject(folder), userFolder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
