import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { WHOLE_FILES } from '../unit/support/wholeFiles';
import { contentOf } from './support/bench';
import { closeStages, stage } from './support/oneJob';
import type { Acts } from './support/standIn';
import { expectError } from './support/expected';

afterEach(closeStages);

const makers = new Map(WHOLE_FILES);

async function halfOf(extension: string): Promise<{ whole: Buffer; half: Buffer }> {
	const whole = Buffer.from((await makers.get(extension)?.()) ?? '');
	return { whole, half: whole.subarray(0, whole.length / 2) };
}

/** One edit against an API that the test acts out. */
async function edit(delivery: string, acts: Acts) {
	const { standIn, run } = await stage(acts);
	return { standIn, outcome: await run({ options: { delivery } }) };
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
