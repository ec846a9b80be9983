import fc from 'fast-check';
import { readGeneric } from '../../../nodes/Segmind/results/readers';

const A = 'https://images.segmind.com/generations/a.mp4';
const B = 'https://images.segmind.com/generations/b.mp3';
const C = 'https://cdn.example.com';
const S = 'https://segmind-sd-models.s3.amazonaws.com';
const url = (address: string) => ({ kind: 'url', url: address });
const base64 = (text: string) => ({ kind: 'base64', text });

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(80, 7)]);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>a drawing</title></svg>';
const JOB = { status: 'COMPLETED', request_id: 'r', error: null, metrics: { cost: 1 } };

describe('files', () => {
	it.each([
		['output', { ...JOB, output: A }, [url(A)]],
		['output as a list', { output: [A, B] }, [url(A), url(B)]],
		['output as JSON text', { output: JSON.stringify([A]) }, [url(A)]],
		['output as an object', { output: { video: { url: A } } }, [url(A)]],
		['output as named addresses', { output: { video_url: A } }, [url(A)]],
		['images before output', { output: B, images: [{ url: A }] }, [url(A)]],
		['videos', { videos: [{ url: A }] }, [url(A)]],
		['images without an ending', { images: [{ url: `${C}/x` }] }, [url(`${C}/x`)]],
		['a file of another host', { output: `${C}/x.webm?a=1` }, [url(`${C}/x.webm?a=1`)]],
		['storage without an ending', { output: `${S}/x` }, [url(`${S}/x`)]],
		['audio', { audio: { url: B, content_type: 'audio/mpeg' } }, [url(B)]],
		['a bare address', A, [url(A)]],
		['an address without an ending', { output: `${C}/a` }, [url(`${C}/a`)]],
		['addresses without an ending, as JSON text', { output: `["${C}/a"]` }, [url(`${C}/a`)]],
		['an address as an object', { output: { url: A } }, [url(A)]],
		['a list of files', { output: [{ url: A, width: 7 }, { url: B }] }, [url(A), url(B)]],
		['image_urls', { image_urls: [A, B] }, [url(A), url(B)]],
		['data, as OpenAI has it', { data: [{ url: A, revised_prompt: 'x' }] }, [url(A)]],
		['base64 of an image', { output: PNG.toString('base64') }, [base64(PNG.toString('base64'))]],
		[
			'a data URL',
			{ image: `data:image/png;base64,${PNG.toString('base64')}` },
			[base64(PNG.toString('base64'))],
		],
		['a drawing as text', { output: SVG }, [base64(Buffer.from(SVG).toString('base64'))]],
	])('%s', (_name, json, files) => {
		expect(readGeneric(json)).toEqual({ files });
	});

	it('come with what stands beside them', () => {
		const output = { text: 'hello', audio_url: B, tokens: 7 };
		expect(readGeneric({ output })).toEqual({
			files: [url(B)],
			output: { text: 'hello', tokens: 7 },
		});
	});
});

describe('a text or JSON', () => {
	const prose = 'The quick brown fox jumps over the lazy dog and runs away from the big brown bear';
	const report = { answer: 'yes', sources: [A, B] };
	it.each([
		['a sentence', { ...JOB, output: 'A red bottle.' }, 'A red bottle.'],
		['prose in letters of base64', { output: prose }, prose],
		[
			'a sentence that begins with an address',
			{ output: `${A} shows a wave` },
			`${A} shows a wave`,
		],
		['an object', { output: { label: 'cat', score: 0.9 } }, { label: 'cat', score: 0.9 }],
		['JSON text', { output: '{"label":"cat"}' }, { label: 'cat' }],
		['a list', { output: ['a', 'b'] }, ['a', 'b']],
		[
			'a page that is cited with its title',
			{ output: { url: 'https://x.org/a.html', title: 'A' } },
			{ url: 'https://x.org/a.html', title: 'A' },
		],
		[
			'findings, each with its title',
			{ output: [{ url: A, title: 'A' }] },
			[{ url: A, title: 'A' }],
		],
		['words that are an object', { output: `{"image_url":"${A}"}` }, { image_url: A }],
		['words that are a list of objects', { output: `[{"url":"${A}"}]` }, [{ url: A }]],
		['a sentence with an address in it', { output: `See ${A} for more.` }, `See ${A} for more.`],
		['two addresses in one text', { output: `${A} ${B}` }, `${A} ${B}`],
		['an address that is marked up', { output: `![wave](${A})` }, `![wave](${A})`],
		['a list of which some are addresses', { output: [A, 'and more'] }, [A, 'and more']],
		['findings with their sources', { output: report }, report],
		['a number', { output: 0 }, 0],
		['false', { output: false }, false],
		[
			'a chat',
			{ choices: [{ message: { content: 'hi' } }] },
			{ choices: [{ message: { content: 'hi' } }] },
		],
		[
			'no output beside the facts of the job',
			{ ...JOB, output: '', label: 'cat' },
			{ label: 'cat' },
		],
		['text that is no JSON', { output: '{a: 1}' }, '{a: 1}'],
		['a list without anything', { ...JOB, output: [] }, []],
		['an object without anything', { ...JOB, output: '{}' }, {}],
		['an empty text', { ...JOB, output: '' }, ''],
		['an empty answer', {}, {}],
	])('%s', (_name, json, output) => {
		expect(readGeneric(json)).toEqual({ files: [], output });
	});

	it('is an answer that is no JSON, unless it is the page of a gateway', () => {
		expect(readGeneric(undefined, 'A red bottle.')).toEqual({ files: [], output: 'A red bottle.' });
		expect(readGeneric(undefined, SVG).files).toHaveLength(1);
		for (const page of ['<!DOCTYPE html><html></html>', ' <html lang="en">', '\ufeff<HTML>', '']) {
			expect(readGeneric(undefined, page)).toEqual({ files: [] });
		}
	});
});

it.each([
	[undefined],
	[null],
	[JOB],
	[{ ...JOB, output: null, images: [] }],
	[{ ...JOB, error: 'Out of memory', output: [] }],
	[{ error: 'Out of credits', message: 'Top up', balance: 0 }],
])('is nothing: %j', (json) => {
	expect(readGeneric(json)).toEqual({ files: [] });
});

it('finds no address that was not there, in any JSON', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (json) => {
			const { files } = readGeneric(json);
			const text = JSON.stringify(json);
			for (const one of files) if (one.kind === 'url') expect(text).toContain('http');
		}),
	);
});

it('never loses the output of a job', () => {
	const some = fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean());
	fc.assert(
		fc.property(some, (output) => {
			const { files, output: found } = readGeneric({ ...JOB, output });
			expect(files.length > 0 || found !== undefined).toBe(true);
		}),
	);
});
