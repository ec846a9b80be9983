import { randomOf } from '../../../sandbox/random';
import { ANSWERS, MOMENTS, type RunPlan } from './types';

const MOST_IMAGES = 4;

/**
 * Runs by chance, the same for the same seed. Moments, answers and the setting take turns, so that
 * a short list covers them all.
 */
export function planRuns(seed: number, count: number, firstRun = 0): RunPlan[] {
	const random = randomOf(seed, 'kills');
	const below = (limit: number) => Math.floor(random() * limit);
	return Array.from({ length: firstRun + count }, (_, run): RunPlan => {
		const wanted = 1 + below(MOST_IMAGES);
		return {
			run,
			wanted,
			victim: below(wanted),
			moment: MOMENTS[run % MOMENTS.length] ?? 'submit',
			answer: ANSWERS[Math.floor(run / MOMENTS.length + run) % ANSWERS.length] ?? 'run again',
			progress: random() < 0.5,
		};
	}).slice(firstRun);
}
