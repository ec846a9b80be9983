import { mayFetch } from '../../../nodes/Segmind/http/allowedHosts';

const BASE = 'https://api.segmind.com';

it.each([
	'https://images.segmind.com/a.png',
	'http://cdn.example.com:8080/a',
	'https://segmind-sd-models.s3.amazonaws.com/x',
	'https://1.1.1.1/a.png',
	'https://172.32.0.1/a.png',
	'https://100.128.0.1/',
	'https://[2606:4700::1111]/a.png',
	'https://[64:ff9b::101:101]/a.png',
	'https://[::ffff:1.1.1.1]/a.png',
	'https://localhost.example.com/a.png',
	'https://local.example.com/a.png',
	'https://images.segmind.com./a.png',
])('a public address may be fetched: %s', (url) => {
	expect(mayFetch(url, BASE)).toBe(true);
});

it.each([
	'http://127.0.0.1/',
	'http://127.9.9.9:5678/rest',
	'http://0.0.0.0/',
	'http://0/',
	'http://2130706433/',
	'http://0x7f.0.0.1/',
	'http://0177.0.0.1/',
	'http://127.1/',
	'http://127.0.0.1./',
	'http://10.1.2.3/',
	'http://172.16.0.1/',
	'http://172.31.255.255/',
	'http://192.168.1.1/',
	'http://100.64.0.1/',
	'http://169.254.169.254/latest/meta-data',
	'http://198.18.0.1/',
	'http://224.0.0.1/',
	'http://255.255.255.255/',
	'http://[::1]/',
	'http://[::]/',
	'http://[::ffff:127.0.0.1]/',
	'http://[::ffff:a00:1]/',
	'http://[::127.0.0.1]/',
	'http://[fe80::1]/',
	'http://[fc00::1]/',
	'http://[fd12:3456::1]/',
	'http://[ff02::1]/',
	'http://[64:ff9b::7f00:1]/',
	'http://[64:ff9b:1::7f00:1]/',
	'http://[2002:7f00:1::]/',
	'http://[2001:0:1::1]/',
	'http://[2001:db8::1]/',
	'http://localhost/',
	'http://LOCALHOST:80/',
	'http://localhost./',
	'http://a.localhost/',
	'http://nas.local/',
	'http://metadata.google.internal/',
	'http://metadata.google.internal./',
	'http://router/',
	'http://router.lan/',
	'http://１２７.０.０.１/',
	'http://user@127.0.0.1/',
	'ftp://images.segmind.com/a.png',
	'file:///etc/passwd',
	'data:image/png;base64,AAAA',
	'javascript:alert(1)',
	'http://',
	'',
	'no address',
])('an address of an own network is not: %s', (url) => {
	expect(mayFetch(url, BASE)).toBe(false);
});

it('the host of the credential may be fetched from, at any port, and no other of its network', () => {
	const base = 'http://10.0.0.8:3000/segmind';
	expect(mayFetch('http://10.0.0.8:9000/a.png', base)).toBe(true);
	expect(mayFetch('https://10.0.0.8/a.png', base)).toBe(true);
	expect(mayFetch('http://10.0.0.9:3000/a.png', base)).toBe(false);
	expect(mayFetch('ftp://10.0.0.8/a.png', base)).toBe(false);
	expect(mayFetch('http://localhost:1/a.png', 'http://LocalHost:3000')).toBe(true);
	expect(mayFetch('http://127.0.0.1:1/a.png', 'http://localhost:3000')).toBe(false);
	expect(mayFetch('http://127.0.0.1:1/a.png', '')).toBe(false);
});
