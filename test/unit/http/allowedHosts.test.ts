import { mayFetch } from '../../../nodes/Segmind/http/allowedHosts';

const BASE = 'https://api.segmind.com';

it.each([
	'https://images.segmind.com/a.png',
	'http://cdn.example.com:8080/a',
	'https://segmind-sd-models.s3.amazonaws.com/x',
	'https://1.1.1.1.example.com/a.png',
	'https://a.b-c.co.uk/a.png',
	'https://xn--bcher-kva.example/a.png',
	'https://user:pass@images.segmind.com/a.png',
	'HTTPS://IMAGES.SEGMIND.COM/a.png',
	'https://localhost.example.com/a.png',
	'https://local.example.com/a.png',
	'https://images.segmind.com./a.png',
])('a public name may be fetched from: %s', (url) => {
	expect(mayFetch(url, BASE)).toBe(true);
});

it.each([
	// addresses, public ones as well, however they are spelled
	...['https://1.1.1.1/a.png', 'https://172.32.0.1/a.png', 'https://[2606:4700::1111]/a.png'],
	...[
		'http://127.0.0.1/',
		'http://0/',
		'http://2130706433/',
		'http://0x7f.0.0.1/',
		'http://127.1/',
	],
	...['http://0177.0.0.1/', 'http://127.0.0.1./', 'http://169.254.169.254/latest/meta-data'],
	...[
		'http://255.255.255.255/',
		'http://[::1]/',
		'http://[::ffff:127.0.0.1]/',
		'http://user@127.0.0.1/',
	],
	...['http://[fd12:3456::1]/', 'http://[64:ff9b::7f00:1]/', 'http://[2002:7f00:1::]/'],
	'http://１２７.０.０.１/',
	...['http://localhost/', 'http://LOCALHOST:80/', 'http://localhost./', 'http://a.localhost/'],
	...['http://nas.local/', 'http://metadata.google.internal/', 'http://metadata.google.internal./'],
	...[
		'http://router/',
		'http://router.lan/',
		'ftp://images.segmind.com/a.png',
		'file:///etc/passwd',
	],
	...['data:image/png;base64,AAAA', 'javascript:alert(1)', 'http://', '', 'no address'],
])('a host of an own network, or no name, may not: %s', (url) => {
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
