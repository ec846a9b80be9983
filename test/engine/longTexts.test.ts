import { closeBenches, openBench, type Bench } from './support/bench';
import { FILE_CONTROLS } from './support/fileControls';
import { OTHER_TEXT_CONTROLS, TEXT_CONTROLS } from './support/textControls';
import { asTool } from './support/tool';
import { CONTINUING } from './support/jobs';

afterEach(closeBenches);

/** Of one text, in letters. */
const LENGTH = 100_000;

/** What is repeated to make a text; one item each. */
const PIECES = [
	...[' ', ',', ', ', ' ,', ';', '|', '\n', '\t', '.', '-', '1.', '(', ')', '[', ']', '{', '}'],
	...['<', '>', '"', "'", '`', '\\', '*', '=', '/', '?', '%', '\u200b', 'A', '🙂', 'undefined'],
	...['[object ', 'http://', 'http://a ', 'http://a,', 'http://a|', 'http://a,,', 'http://('],
	...['http://)', ' http://a)', '<http://', '<http://a|', '[http://](', '](http://'],
	...['![a](http://a)', '"http://a",', '1. http://a\n', 'http://a b.png ', 'data:', '{"url":'],
	...['<img ', '<img src="http://a">', '](http://a "', '![a](http://a "t")', ',null', '„http://a“'],
	...['[[', '[]', '["",', '$binary', 'a.png?', '&amp;'],
];

/** So many texts are read in one run: few enough that one which is quadratic somewhere stands out. */
const TEXTS_A_RUN = 8;

/** Of one run, also with coverage in a busy process; one quadratic text alone takes 14 s without. */
const LIMIT_MS = 8000;

type Given = { parameters: Record<string, unknown>; ofTool?: boolean };

const CONTROLS: Array<readonly [string, (bench: Bench) => Given]> = [
	...FILE_CONTROLS.map(
		([name, { parameters, ofTool = false }]) =>
			[
				name,
				({ pictureUrl }: Bench) => ({
					parameters: parameters('={{ $json.text }}', pictureUrl),
					ofTool,
				}),
			] as const,
	),
	...Object.entries({ ...TEXT_CONTROLS, ...OTHER_TEXT_CONTROLS }).map(
		([name, parameters]) =>
			[name, (bench: Bench) => ({ parameters: { ...parameters(bench) } })] as const,
	),
];

/** What is loaded with the first run is not to be counted. */
beforeAll(async () => {
	const bench = await openBench();
	await bench.run({ parameters: { resource: 'account', operation: 'getCredits' } });
	await closeBenches();
});

it.each(CONTROLS)('%s reads texts of 100,000 odd letters in no time', async (_name, control) => {
	const bench = await openBench();
	const { parameters, ofTool } = control(bench);
	// what is read is not to be sent as well, where the price is known
	const options = { ...(parameters.options as object), maxCostUsd: 0 };
	for (let from = 0; from < PIECES.length; from += TEXTS_A_RUN) {
		const pieces = PIECES.slice(from, from + TEXTS_A_RUN);
		const before = process.cpuUsage();
		const { output, error } = await bench.run({
			items: pieces.map((piece) => ({ json: { text: piece.repeat(LENGTH / piece.length) } })),
			parameters: { ...parameters, options },
			node: CONTINUING,
			...(ofTool && { segmind: asTool() }),
		});
		const { user, system } = process.cpuUsage(before);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(pieces.length);
		expect((user + system) / 1000).toBeLessThan(LIMIT_MS);
	}
});
