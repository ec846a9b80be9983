import { MODELS } from '../../sandbox/models';
import { INVENTED_MODELS } from '../../sandbox/invented';
import { closeAll, open } from './client';

afterEach(closeAll);

const invented = [...INVENTED_MODELS];

it('has a directory of all its models that asks for no key', async () => {
	const client = await open();
	const answer = await fetch(`${client.sandbox.baseUrl}/inference-model-information/list`);
	expect(answer.status).toBe(200);
	const body = (await answer.json()) as Record<string, Array<{ slug: string }>>;
	const slugs = Object.values(body)[0]?.map(({ slug }) => slug) ?? [];
	expect(slugs.sort()).toEqual([...MODELS.keys(), 'sandbox-withdrawn'].sort());
});

const files = invented
	.filter(({ makes }) => makes === 'media')
	.flatMap(({ slug, parameters }) =>
		(parameters.format?.allowed ?? []).map((f) => [slug, String(f)]),
	);

/** What a file of each format begins with. */
const STARTS: Record<string, RegExp> = {
	mp4: /^....ftypisom/s,
	mov: /^....ftypqt {2}/s,
	m4a: /^....ftypM4A /s,
	webm: /^\x1aE\xdf\xa3.*webm/s,
	mp3: /^\xff\xfb/,
	wav: /^RIFF....WAVEfmt /s,
	ogg: /^OggS.*OpusHead/s,
	flac: /^fLaC\x80\0\0\x22/,
	pdf: /^%PDF-/,
	zip: /^PK\x03\x04.*PK\x01\x02.*PK\x05\x06/s,
	glb: /^glTF/,
	csv: /^job,pieces\n/,
	bin: /^\x01\x02\x03/,
};

it.each(files)('%s makes %s', async (slug = '', format = '') => {
	const client = await open({ syncAnswer: 'image' });
	const answer = await client.sync({ prompt: 'A wave', format }, slug);
	expect(answer.status).toBe(200);
	expect(answer.bytes.toString('latin1')).toMatch(STARTS[format] ?? /^$/);
});

it('pads a film to the length that is asked for', async () => {
	const client = await open({ outputBytes: 100_000 });
	const { bytes } = await client.sync({ prompt: 'A wave' }, 'sandbox-video');
	expect(bytes).toHaveLength(100_000);
});
