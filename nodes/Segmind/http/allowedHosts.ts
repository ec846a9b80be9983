/** First and last address of the IPv4 ranges that belong to no public host. */
const CLOSED_V4: ReadonlyArray<readonly [from: string, bits: number]> = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	// shared between customers of one provider
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	// link-local, where clouds answer with the data of the machine
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	// multicast, reserved, broadcast
	['224.0.0.0', 3],
];

/** Names that stand for hosts of an own network, with everything below them. */
const CLOSED_NAMES = [
	'localhost',
	'local',
	'internal',
	'localdomain',
	'lan',
	'intranet',
	'home.arpa',
];

const numberOf = (address: string): number =>
	address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

function isClosedV4(address: string): boolean {
	const number = numberOf(address);
	return CLOSED_V4.some(([from, bits]) => {
		const size = 2 ** (32 - bits);
		return Math.floor(number / size) === Math.floor(numberOf(from) / size);
	});
}

/** The eight groups of an IPv6 address as `URL` writes it: hexadecimal, shortened by `::`. */
function groupsOf(address: string): number[] {
	const [start = '', end] = address.split('::');
	const read = (text: string) =>
		text === '' ? [] : text.split(':').map((one) => parseInt(one, 16));
	const [before, after] = [read(start), read(end ?? '')];
	const between = end === undefined ? 0 : 8 - before.length - after.length;
	return [...before, ...Array<number>(Math.max(0, between)).fill(0), ...after];
}

const v4Of = (high: number, low: number): string =>
	[high >> 8, high & 255, low >> 8, low & 255].join('.');

/** Only global unicast is public; within it, some ranges carry an IPv4 address. */
function isClosedV6(address: string): boolean {
	const groups = groupsOf(address);
	const [first = 0, second = 0, third = 0] = groups;
	const [high = 0, low = 0] = groups.slice(6);
	const leadingZeros = groups.findIndex((group) => group !== 0);
	// NAT64
	if (first === 0x64 && second === 0xff9b) return third !== 0 || isClosedV4(v4Of(high, low));
	// mapped: ::ffff:a.b.c.d
	if (leadingZeros === 5 && groups[5] === 0xffff) return isClosedV4(v4Of(high, low));
	// 6to4
	if (first === 0x2002) return isClosedV4(v4Of(second, third));
	// Teredo and documentation
	if (first === 0x2001 && (second === 0 || second === 0xdb8)) return true;
	return first >> 13 !== 1;
}

/** As `URL` writes them, every spelling of an IPv4 address (decimal, octal, hexadecimal) comes to this one. */
const IS_V4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

function isClosed(host: string): boolean {
	if (host.startsWith('[')) return isClosedV6(host.slice(1, -1));
	if (IS_V4.test(host)) return isClosedV4(host);
	// a name without a dot is one of the own network
	if (!host.includes('.')) return true;
	return CLOSED_NAMES.some((name) => host.endsWith(`.${name}`));
}

/** The host of an http(s) URL, without a final dot. */
function hostOf(url: string): string | undefined {
	try {
		const { protocol, hostname } = new URL(url);
		if (protocol !== 'http:' && protocol !== 'https:') return undefined;
		const host = hostname.toLowerCase().replace(/\.$/, '');
		return host === '' || host.endsWith('.') ? undefined : host;
	} catch {
		return undefined;
	}
}

/**
 * Whether a file may be fetched from a URL that an answer names. Nothing of the network in
 * which n8n runs is opened, except the very host that the credential names. What a public name
 * resolves to is left to n8n's own protection.
 * @param url of the file, or the one that a redirect leads to
 * @param credentialBase 'Base URL' of the credential
 */
export function mayFetch(url: string, credentialBase: string): boolean {
	const host = hostOf(url);
	if (host === undefined) return false;
	return host === hostOf(credentialBase) || !isClosed(host);
}
