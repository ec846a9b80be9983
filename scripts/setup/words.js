/** How the commands of a fresh clone speak: a live line on a terminal, plain lines elsewhere. */
const process = require('node:process');
const { setTimeout: sleep } = require('node:timers/promises');

const live = Boolean(process.stdout.isTTY) && !process.env.CI;
const colourful = live && !process.env.NO_COLOR;

const paint = (code) => (text) => (colourful ? `\u001b[${code}m${text}\u001b[0m` : text);

const bold = paint('1');
const dim = paint('2');
const green = paint('32');
const red = paint('31');

/** @param {number} ms @returns {string} e.g. `3.4 s` or `2 min 5 s` */
function duration(ms) {
	if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
	return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** Where there is no live line, a sign of life after so long. */
const PLAIN_EVERY_MS = 15_000;

/**
 * Shows that something is going on until the work ends, then how.
 * @template T
 * @param {string} title e.g. `Installing`
 * @param {() => T | Promise<T>} work
 * @param {(elapsedMs: number) => string} [detail] what to add behind the title
 * @param {(result: T) => boolean} [isGood] whether it ended well
 * @returns {Promise<T>}
 */
async function progress(title, work, detail = duration, isGood = () => true) {
	const startedMs = Date.now();
	const elapsed = () => Date.now() - startedMs;
	const frames = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];
	let frame = 0;
	const draw = () => {
		frame = (frame + 1) % frames.length;
		process.stdout.write(`\r\u001b[2K${frames[frame]} ${title} ${dim(detail(elapsed()))}`);
	};
	if (!live) process.stdout.write(`${title} …\n`);
	const tick = live ? draw : () => process.stdout.write(`  ${detail(elapsed())}\n`);
	const timer = setInterval(tick, live ? 120 : PLAIN_EVERY_MS);
	let mark = red('✗');
	try {
		const result = await work();
		if (isGood(result)) mark = green('✓');
		return result;
	} finally {
		clearInterval(timer);
		const line = `${mark} ${title} ${dim(duration(elapsed()))}\n`;
		process.stdout.write(live ? `\r\u001b[2K${line}` : line);
	}
}

const SECOND_THOUGHTS_MS = 5000;

/** Gives a person time to think again, where there is one. */
async function secondThoughts() {
	if (!process.stdout.isTTY) return;
	console.log(dim('Press Ctrl+C within five seconds if that is not what you want.'));
	await sleep(SECOND_THOUGHTS_MS);
}

module.exports = { bold, dim, green, red, duration, progress, secondThoughts };
