/** Whether a folder can take files, before anything is paid that is to lie there. */
const fs = require('node:fs');
const path = require('node:path');

/** As much as the images of a run may need together. */
const PROBE_BYTES = 32 * 1024 * 1024;

/** What is wrong with a folder and what to do, by the codes of the file system. */
const SENTENCES = [
	[/EEXIST|ENOTDIR/, 'is a file, but the images need a folder of that name. Move it away'],
	[/EACCES|EPERM/, "can't be written to. Change its permissions"],
	[/EROFS/, "can't be written to: its disk is read-only. Make it writable"],
	[/ENOSPC|EDQUOT/, 'lies on a disk that is full. Make room for about 32 MB'],
	[/ENOENT/, "leads to a place that doesn't exist. Remove it"],
];

/**
 * One plain sentence about an error of the file system.
 * @param {unknown} error @param {string} folder @returns {string}
 */
function explain(error, folder) {
	const [, sentence] = SENTENCES.find(([codes]) => codes.test(error?.code)) ?? [];
	return `"${folder}" ${sentence ?? `can't be used (${error?.code})`}, then start again.`;
}

/**
 * Makes the folder for the images, writes as much as a run may and takes that away again, with the
 * page of an earlier run, so that it is never taken for this one's.
 * @param {string} folder @param {Pick<typeof fs, 'mkdirSync' | 'rmSync' | 'writeFileSync'>} [io]
 * @throws Error with one plain sentence
 */
function prepareOutput(folder, io = fs) {
	const probe = path.join(folder, `.probe-${process.pid}`);
	try {
		io.mkdirSync(folder, { recursive: true });
		try {
			io.writeFileSync(probe, Buffer.alloc(PROBE_BYTES));
		} finally {
			io.rmSync(probe, { force: true });
		}
		io.rmSync(path.join(folder, 'index.html'), { force: true });
	} catch (error) {
		const what = explain(error, path.basename(folder));
		throw new Error(`${what} Nothing was submitted, so nothing was billed.`, { cause: error });
	}
}

exports.explain = explain;
exports.prepareOutput = prepareOutput;
