'use strict';
/*
 * Preloaded into n8n for the benchmark: on SIGUSR2 it becomes an n8n that has worked for a while and
 * is idle. It gives up what nobody uses any more, as V8 does by itself after half a minute without
 * work: after its start n8n holds twice the memory that it needs. And it has all the room for
 * short-lived objects that it may have: whether V8 adds it before, during or after a run decided more
 * than the run itself.
 */
const v8 = require('node:v8');
const vm = require('node:vm');

const MOST_ROUNDS = 500;

/** Two halves of the 16 MB that the option allows. */
const YOUNG_BYTES = 32 * 1024 * 1024;

const youngBytes = () =>
	v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space').space_size;

/** The room grows when many objects are still in use at a collection. */
function growYoung() {
	const inUse = [];
	for (let round = 0; round < MOST_ROUNDS && youngBytes() < YOUNG_BYTES; round += 1) {
		inUse.push(Array.from({ length: 20_000 }, (_, number) => ({ number })));
		if (inUse.length > 10) inUse.shift();
	}
}

// The processes that n8n starts inherit the option.
if (process.env.N8N_STARTED_BY === String(process.ppid) && process.platform === 'linux') {
	v8.setFlagsFromString('--expose-gc');
	const collect = vm.runInNewContext('gc');
	process.on('SIGUSR2', () => {
		collect({ type: 'major', flavor: 'last-resort' });
		growYoung();
		collect({ type: 'major' });
	});
}
