import type { Job } from './jobs';

/** What a model that answers in words says, in the shape that the job asked for. */
export function answerOf(job: Job): unknown {
	const prompt = job.inputs?.prompt ?? '';
	const words = `Sandbox job ${job.id} heard: ${prompt}`;
	const answer = { words, length: prompt.length };
	switch (job.body.answer) {
		case 'object':
			return answer;
		case 'json-text':
			return JSON.stringify(answer);
		default:
			return words;
	}
}
