import { inspect } from 'node:util';
import { DurationHistory } from '../../../nodes/Segmind/job/pollSchedule';

const BASE = 'https://api.example';

it('knows nothing at first, then the median of the last twenty', () => {
	const durations = new DurationHistory().of(BASE, 'a');
	expect(durations.medianMs()).toBeUndefined();
	durations.add(5000);
	expect(durations.medianMs()).toBe(5000);
	for (let count = 0; count < 30; count += 1) durations.add(60_000);
	expect(durations.medianMs()).toBe(60_000);
	for (let count = 0; count < 20; count += 1) durations.add(1000);
	expect(durations.medianMs()).toBe(1000);
});

it('keeps models and hosts apart, and nothing where the model is unknown', () => {
	const history = new DurationHistory();
	for (const slug of ['a', '']) history.of(BASE, slug).add(5000);
	expect(history.of(BASE, 'b').medianMs()).toBeUndefined();
	expect(history.of('https://other.example', 'a').medianMs()).toBeUndefined();
	expect(history.of(BASE, 'a').medianMs()).toBe(5000);
	expect(history.of(BASE, '').medianMs()).toBeUndefined();
});

it('holds a hundred models, those that were asked for last', () => {
	const history = new DurationHistory();
	history.of(BASE, 'first').add(5000);
	history.of(BASE, 'second').add(5000);
	for (let at = 0; at < 99; at += 1) {
		history.of(BASE, 'first');
		history.of(BASE, `other ${at}`);
	}
	expect(history.of(BASE, 'first').medianMs()).toBe(5000);
	expect(history.of(BASE, 'second').medianMs()).toBeUndefined();
});

it('holds no password of an address', () => {
	const history = new DurationHistory();
	history.of('https://me:secret@api.example', 'a').add(5000);
	expect(inspect(history, { depth: 10 })).not.toContain('secret');
});
