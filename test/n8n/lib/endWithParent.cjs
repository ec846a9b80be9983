'use strict';
/*
 * Preloaded into n8n (`NODE_OPTIONS=--require`): ends it when the process that started it is
 * gone, even by kill -9. An n8n whose output nobody reads doesn't end; it goes on writing that
 * it can't write, at full load. The starter holds the other end of a pipe on descriptor 3.
 */
const { Socket } = require('node:net');

// The processes that n8n starts inherit the option, but not the pipe.
if (process.env.N8N_STARTED_BY === String(process.ppid)) {
	const pipe = new Socket({ fd: 3, readable: true, writable: false });
	const end = () => process.kill(process.pid, 'SIGKILL');
	pipe.on('end', end).on('error', end).resume();
	pipe.unref();
}
