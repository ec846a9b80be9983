import { inspect } from 'node:util';
import {
	Memory,
	MOST_MODELS,
	MOST_SAMPLES,
	sharedMemory,
} from '../../../nodes/Segmind/4-job/memory';

const BASE = 'https://api.example';
const NOW_MS = 1_800_000_000_000;
const HOUR_MS = 3_600_000;

const span = (toMs: number) => ({ fromMs: toMs - 1000, toMs });

it('knows nothing at first, then what it was told, oldest first', () => {
	const memory = new Memory();
	expect(memory.recall(BASE, 'a', NOW_MS)).toEqual([]);
	memory.remember(BASE, 'a', span(5000), NOW_MS);
	memory.remember(BASE, 'a', span(7000), NOW_MS + 1);
	expect(memory.recall(BASE, 'a', NOW_MS + 2)).toEqual([span(5000), span(7000)]);
});

it('keeps models apart, and hosts; not the paths of one host', () => {
	const memory = new Memory();
	memory.remember(BASE, 'a', span(5000), NOW_MS);
	expect(memory.recall(BASE, 'b', NOW_MS)).toEqual([]);
	expect(memory.recall('https://other.example', 'a', NOW_MS)).toEqual([]);
	expect(memory.recall('https://api.example:8443', 'a', NOW_MS)).toEqual([]);
	expect(memory.recall(`${BASE}/`, 'a', NOW_MS)).toEqual([span(5000)]);
});

it('forgets after a day', () => {
	const memory = new Memory();
	memory.remember(BASE, 'a', span(5000), NOW_MS);
	memory.remember(BASE, 'a', span(7000), NOW_MS + 20 * HOUR_MS);
	expect(memory.recall(BASE, 'a', NOW_MS + 23 * HOUR_MS)).toHaveLength(2);
	expect(memory.recall(BASE, 'a', NOW_MS + 25 * HOUR_MS)).toEqual([span(7000)]);
	expect(memory.recall(BASE, 'a', NOW_MS + 50 * HOUR_MS)).toEqual([]);
});

it('holds the latest of each model, and only so many', () => {
	const memory = new Memory();
	for (let n = 1; n <= MOST_SAMPLES + 5; n += 1) memory.remember(BASE, 'a', span(n), NOW_MS);
	const held = memory.recall(BASE, 'a', NOW_MS);
	expect(held).toHaveLength(MOST_SAMPLES);
	expect(held[0]).toEqual(span(6));
});

it('holds so many models, and drops the one that was not run for longest', () => {
	const memory = new Memory();
	for (let n = 0; n < MOST_MODELS; n += 1) memory.remember(BASE, `m${n}`, span(5000), NOW_MS);
	memory.remember(BASE, 'm0', span(6000), NOW_MS);
	memory.remember(BASE, 'new', span(7000), NOW_MS);
	expect(memory.recall(BASE, 'm0', NOW_MS)).toHaveLength(2);
	expect(memory.recall(BASE, 'new', NOW_MS)).toHaveLength(1);
	expect(memory.recall(BASE, 'm1', NOW_MS)).toEqual([]);
});

it('does not keep a password that an address holds', () => {
	const memory = new Memory();
	memory.remember('https://user:hunter2@api.example/v1?key=hunter3', 'a', span(5000), NOW_MS);
	expect(memory.recall(BASE, 'a', NOW_MS)).toHaveLength(1);
	expect(inspect(memory, { depth: null })).not.toContain('hunter');
});

it('takes any text for an address', () => {
	const memory = new Memory();
	memory.remember('not an address: hunter2', 'a', span(5000), NOW_MS);
	expect(memory.recall('nor this', 'a', NOW_MS)).toHaveLength(1);
	expect(inspect(memory, { depth: null })).not.toContain('hunter');
});

it('hands out lists of its own: who changes one changes nothing', () => {
	const memory = new Memory();
	memory.remember(BASE, 'a', span(5000), NOW_MS);
	memory.recall(BASE, 'a', NOW_MS).pop();
	expect(memory.recall(BASE, 'a', NOW_MS)).toHaveLength(1);
});

it('is empty when the process begins', () => {
	expect(sharedMemory.recall('https://api.segmind.com', 'a', NOW_MS)).toEqual([]);
	expect(new Memory()).toEqual(sharedMemory);
});
