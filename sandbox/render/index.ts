import type { DocumentedModel } from '../documentation/types';
import type { Job } from '../jobs';
import type { JsonObject } from '../types';
import type { Settings } from '../world';
import { pad } from './pad';
import { draw } from './draw';
import type { Format } from './formats';
import { isMediaFormat, mediaFile, padMedia } from './media';
import { tinyImage } from './tiny';

/** The format that a body asks for, else the documented default, else the model's own. */
export function formatOf(model: DocumentedModel, body: JsonObject): Format {
	const name = model.formatParameter;
	const asked = name === undefined ? undefined : (body[name] ?? model.parameters[name]?.default);
	if (isMediaFormat(asked)) return asked;
	if (asked === 'jpg') return 'jpeg';
	return asked === 'png' || asked === 'jpeg' || asked === 'webp' ? asked : model.format;
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
	const format = formatOf(job.plan.model, job.body);
	const { outputBytes } = settings;
	const size = typeof outputBytes === 'function' ? outputBytes(job) : outputBytes;
	const make = async (): Promise<void> => {
		for (const output of job.outputs) {
			const mark = `${job.id}-${output.index}`;
			if (isMediaFormat(format)) {
				const pieces = padMedia(mediaFile(format, mark), format, size);
				output.file = { pieces, contentType: output.contentType };
				continue;
			}
			const bytes =
				settings.render === 'tiny'
					? await tinyImage(format, mark)
					: await draw(job, format, output.index);
			const pieces = pad(bytes, format, size);
			output.file = { pieces, contentType: output.contentType };
		}
		if (job.inputs) job.inputs = { pictures: [], prompt: job.inputs.prompt };
	};
	await (settings.render === 'tiny' ? make() : inTurn(make));
}
