import { IMAGE_RESULT } from '../../../nodes/Segmind/results/readers';

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(80)]);

it.each([
	['base64', PNG.toString('base64')],
	['base64 with its type', `data:image/png;base64,${PNG.toString('base64')}`],
])('reads an answer that is nothing but %s', (_name, text) => {
	const [files] = IMAGE_RESULT.read(undefined, text).files;
	expect(files).toEqual({ kind: 'base64', text: PNG.toString('base64') });
});

it('reads an answer that is a drawing', () => {
	expect(IMAGE_RESULT.read(undefined, '<svg xmlns="x"></svg>').files).toHaveLength(1);
});

it.each(['', 'No picture was made.', '<html></html>'])('finds nothing in %j', (text) => {
	expect(IMAGE_RESULT.read(undefined, text).files).toEqual([]);
});
