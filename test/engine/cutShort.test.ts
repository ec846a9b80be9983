import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { WHOLE_FILES } from '../unit/support/wholeFiles';
import { closeBenches, contentOf, openBench, urlRows, type Outcome } from './support/bench';
import { StandIn, type Acts } from './support/standIn';
import { expectError } from './support/expected';

const open: StandIn[] = [];

afterEach(async () => {
	await closeBenches();
	for (const one of open.splice(0)) await one.close();
});

const makers = new Map(WHOLE_FILES);

async function halfOf(extension: string): Promise<{ whole: Buffer; half: Buffer }> {
	const whole = Buffer.from((await makers.get(extension)?.()) ?? '');
	return { whole, half: whole.subarray(0, whole.length / 2) };
}

/** One edit against an API that the test acts out. */
async function edit(delivery: string, acts: Acts): Promise<{ outcome: Outcome; standIn: StandIn }> {
	const standIn = await new StandIn(acts).start();
	open.push(standIn);
	const bench = await openBench();
	const images = urlRows('https://example.com/in.png');
	const parameters = { prompt: 'Make it blue', images, options: { delivery } };
	return { standIn, outcome: await bench.run({ baseUrl: standIn.base, parameters }) };
}

describe.each(['gif', 'avif', 'tif', 'heic', 'heif', 'webp'])('half a %s file', (extension) => {
	it('that came without a length is downloaded again', async () => {
		const { whole, half } = await halfOf(extension);
		const { standIn, outcome } = await edit('queue', {
			file: (response, tries) => void response.writeHead(200).end(tries > 2 ? whole : half),
		});
		expect(await contentOf(outcome.output[0]?.binary?.data)).toEqual(whole);
		expect(standIn.count('file')).toBe(3);
	});

	it.each(['queue', 'sync'])('is refused where the answer holds it: %s', async (delivery) => {
		const { half } = await halfOf(extension);
		const { outcome } = await edit(delivery, {
			output: () => half.toString('base64'),
			sync: (response) => void response.writeHead(200, { 'content-type': 'image/x' }).end(half),
		});
		expect(outcome.output).toEqual([]);
		expectError(outcome, API_ERRORS.arrivedIncomplete);
	});
});
