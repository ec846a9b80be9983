import type { DocumentedModel } from '../documentation/types';
import type { Job } from '../jobs';
import type { JsonObject } from '../types';
import type { Settings } from '../world';
import { draw } from './draw';
import { isFormat, isImage, pad, tinyFile, type Format } from '../files';

/** The format that a body asks for, else the documented default, else the model's own. */
export function formatOf(model: DocumentedModel, body: JsonObject): Format {
	const name = model.settings.format;
	const asked = name === undefined ? undefined : (body[name] ?? model.parameters[name]?.default);
	if (asked === 'jpg') return 'jpeg';
	return isFormat(asked) ? asked : model.format;
}

/** Pictures are drawn one after the other: in parallel they would only share the processor. */
let queue: Promise<void> = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
	const turn = queue.then(work);
	queue = turn.catch(() => undefined);
	return turn;
}

/**
 * Fills in the files of a job's outputs. Lets go of the input images afterwards, so that a long
 * run does not collect them.
 */
export async function renderJob(job: Job, settings: Settings): Promise<void> {
	const format = formatOf(job.model, job.body);
	const { outputBytes } = settings;
	const size = typeof outputBytes === 'function' ? outputBytes(job) : outputBytes;
	const drawn = settings.render === 'full' && isImage(format);
	const make = async (): Promise<void> => {
		for (const output of job.outputs) {
			const bytes = drawn
				? await draw(job, format, output.index)
				: await tinyFile(format, `${job.id}-${output.index}`);
			output.file = { pieces: pad(bytes, format, size), contentType: output.contentType };
		}
		if (job.inputs) job.inputs = { pictures: [], prompt: job.inputs.prompt };
	};
	await (drawn ? inTurn(make) : make());
}
