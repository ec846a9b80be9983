'use strict';
/*
 * Preloaded into n8n for the benchmark: on SIGUSR2 it gives up what nobody uses any more, as V8 does
 * by itself after half a minute without work. After its start n8n holds twice the memory that it
 * needs, and whether that goes before, during or after a run decided more than the run itself.
 */
const v8 = require('node:v8');
const vm = require('node:vm');

// The processes that n8n starts inherit the option.
if (process.env.N8N_STARTED_BY === String(process.ppid) && process.platform === 'linux') {
	v8.setFlagsFromString('--expose-gc');
	const collect = vm.runInNewContext('gc');
	process.on('SIGUSR2', () => collect({ type: 'major', flavor: 'last-resort' }));
}
