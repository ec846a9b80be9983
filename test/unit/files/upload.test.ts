import { urlIn } from '../../../nodes/Segmind/files/upload';

const A = 'https://images.segmind.com/assets/someone/images/1.jpg';
const B = 'https://storage.segmind.com/assets/2.png';

it.each([
	['the name that is answered', { file_urls: [A], message: 'Files uploaded successfully' }, A],
	['the name that is documented', { urls: [B] }, B],
	['both, of which the answered one counts', { file_urls: [A], urls: [B] }, A],
])('finds the address under %s', (_name, json, address) => {
	expect(urlIn(json)).toBe(address);
});

it.each([
	['nothing', undefined],
	['null', null],
	['text', 'Files uploaded successfully'],
	['an empty list', { file_urls: [] }],
	['two addresses for one file', { file_urls: [A, B] }],
	['an empty list beside a full one', { file_urls: [], urls: [B] }],
	['an address of another kind', { file_urls: ['ftp://images.segmind.com/1.jpg'] }],
	['a number', { file_urls: [42] }],
	['no list', { file_urls: A }],
	['an upload that was not done', { error: 'Unsupported type' }],
])('finds none in %s', (_name, json) => {
	expect(urlIn(json)).toBeUndefined();
});
