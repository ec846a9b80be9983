import { closeBenches, openBench, type Bench } from './support/bench';
import { FILE_CONTROLS } from './support/fileControls';
import { OTHER_TEXT_CONTROLS, TEXT_CONTROLS } from './support/textControls';
import { asTool } from './support/tool';

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

/** All of these together; one text that is quadratic somewhere takes longer, up to minutes. */
const LIMIT_MS = 5000;

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
	const before = process.cpuUsage();
	const { output, error } = await bench.run({
		items: PIECES.map((piece) => ({ json: { text: piece.repeat(LENGTH / piece.length) } })),
		parameters: { ...parameters, options },
		node: { onError: 'continueRegularOutput' },
		...(ofTool && { segmind: asTool() }),
	});
	const { user, system } = process.cpuUsage(before);
	expect(error).toBeUndefined();
	expect(output).toHaveLength(PIECES.length);
	expect((user + system) / 1000).toBeLessThan(LIMIT_MS);
});
