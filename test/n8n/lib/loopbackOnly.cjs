'use strict';
/*
 * Preloaded into n8n by the tests (`NODE_OPTIONS=--require`): a connection to anything but this
 * machine is refused and written to the file that N8N_TEST_LEAKS names. So a test never depends
 * on the outside world, and a leak is a finding instead of a silent request.
 */
const { appendFileSync } = require('node:fs');
const net = require('node:net');

const own = /^(localhost|127(\.\d+){3}|::1|\[::1\]|0\.0\.0\.0|::ffff:127(\.\d+){3})$/;
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (...args) {
	const first = Array.isArray(args[0]) ? args[0][0] : args[0];
	const options =
		typeof first === 'object' && first !== null ? first : { port: first, host: args[1] };
	const host = typeof options.host === 'string' ? options.host : 'localhost';
	if (options.path || own.test(host)) return connect.apply(this, args);
	appendFileSync(process.env.N8N_TEST_LEAKS, `${host}:${options.port}\n`);
	const error = Object.assign(new Error(`connect ECONNREFUSED ${host}`), { code: 'ECONNREFUSED' });
	process.nextTick(() => this.destroy(error));
	return this;
};
