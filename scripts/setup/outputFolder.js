/** Whether a folder can take files, before anything is paid that is to lie there. */
const fs = require('node:fs');
const path = require('node:path');

/** As much as the images of a run may need together. */
const PROBE_BYTES = 32 * 1024 * 1024;

const KEPT = 'Nothing was submitted, so nothing was billed.';

/** What a person can do about an error of the file system, by its code. */
const SENTENCES = {
	EEXIST: (name) => `"${name}" is a file, but the images need a folder of that name. Move it away`,
	ENOTDIR: (name) => `"${name}" is a file, but the images need a folder of that name. Move it away`,
	EACCES: (name) => `The folder "${name}" can't be written to. Change its permissions`,
	EPERM: (name) => `The folder "${name}" can't be written to. Change its permissions`,
	EROFS: (name) =>
		`The folder "${name}" can't be written to: its disk is read-only. Make it writable`,
	ENOSPC: (name) => `The disk of the folder "${name}" is full. Make room for about 32 MB`,
	EDQUOT: (name) => `The disk of the folder "${name}" is full. Make room for about 32 MB`,
	ENOENT: (name) => `The folder "${name}" leads to a place that doesn't exist. Remove it`,
};

/**
 * One plain sentence about an error of the file system.
 * @param {unknown} error @param {string} folder @returns {string}
 */
function explain(error, folder) {
	const sentence = SENTENCES[error?.code] ?? ((name) => `"${name}" can't be used (${error?.code})`);
	return `${sentence(folder)}, then start again.`;
}

/** Makes the folder and writes as much as a run may, then takes that away again. */
function tryToWrite(folder, io) {
	io.mkdirSync(folder, { recursive: true });
	const probe = path.join(folder, `.probe-${process.pid}`);
	try {
		io.writeFileSync(probe, Buffer.alloc(PROBE_BYTES));
	} finally {
		io.rmSync(probe, { force: true });
	}
}

/**
 * Makes the folder for the images, proves that it can be written to, and takes away the page of an
 * earlier run, so that it is never taken for this one's.
 * @param {string} folder @param {typeof fs} [io]
 * @throws Error with one plain sentence
 */
function prepareOutput(folder, io = fs) {
	try {
		tryToWrite(folder, io);
		io.rmSync(path.join(folder, 'index.html'), { force: true });
	} catch (error) {
		throw new Error(`${explain(error, path.basename(folder))} ${KEPT}`, { cause: error });
	}
}

exports.explain = explain;
exports.prepareOutput = prepareOutput;
