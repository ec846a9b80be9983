/** What stands behind `npm start --`. */
const fs = require('node:fs');
const path = require('node:path');

const USAGE = 'For pictures of your own: npm start -- photo.jpg "Put it on marble"';
const PICTURE = /\.(png|jpe?g|webp)$/i;

const isFile = (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

/**
 * The person's own pictures and prompt, or undefined for the example of the project.
 * @param {string[]} given @param {string} folder from which the command was started
 * @returns {{ pictures: string[], prompt: string } | undefined} pictures as full paths
 * @throws Error with one plain sentence, and how to call it
 */
function readArguments(given, folder) {
	if (given.length === 0) return undefined;
	const files = given.slice(0, -1);
	const prompt = (given.at(-1) ?? '').trim();
	if (files.length === 0) {
		const missing = PICTURE.test(prompt) ? 'what to do with the picture' : 'the picture';
		throw new Error(`Please name ${missing} as well. ${USAGE}`);
	}
	if (prompt === '') throw new Error(`The prompt is empty. ${USAGE}`);
	const pictures = files.map((file) => path.resolve(folder, file));
	for (const [index, file] of pictures.entries()) {
		if (!isFile(file)) throw new Error(`There is no picture "${files[index]}". ${USAGE}`);
		if (!PICTURE.test(file))
			throw new Error(`"${files[index]}" is no PNG, JPEG or WebP file. ${USAGE}`);
	}
	if (PICTURE.test(prompt) && isFile(path.resolve(folder, prompt)))
		throw new Error(`Please say what to do with the pictures as well. ${USAGE}`);
	return { pictures, prompt };
}

exports.readArguments = readArguments;
