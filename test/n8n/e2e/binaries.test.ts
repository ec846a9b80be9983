import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import type { BinaryMode } from '../lib/environment';
import type { StoredBinary } from '../lib/workflowTypes';
import { code, flow, node, segmind, start, type Edge } from './flow';
import { sha256 } from './examples/support';
import { startReceiver, type Receiver } from './receiver';
import { inN8n, itemsOf, photo, runs, stage, trouble } from './stage';

/** n8n 1 keeps files in memory unless told otherwise, n8n 2 in the file system. */
const MODES: Array<[1 | 2, BinaryMode]> = [
	[2, 'filesystem'],
	[2, 'database'],
	[2, 'default'],
	[1, 'default'],
	[1, 'filesystem'],
	[1, 'database'],
];

let receiver: Receiver;

/** Edits a picture and hands the result to three nodes that a person would put next. */
function handOn(field: string, target: string) {
	const upload = {
		method: 'POST',
		url: receiver.url,
		sendBody: true,
		contentType: 'multipart-form-data',
		bodyParameters: {
			parameters: [{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: field }],
		},
		options: {},
	};
	const nodes = [
		start(),
		photo(),
		segmind('Edit', {
			images: { values: [{ source: 'binary', binaryPropertyName: field }] },
			options: { fileName: 'handed-on' },
		}),
		node('Write', 'readWriteFile', 1, {
			operation: 'write',
			fileName: target,
			dataPropertyName: field,
			options: {},
		}),
		node('Extract', 'extractFromFile', 1, {
			operation: 'binaryToPropery',
			binaryPropertyName: field,
			destinationKey: 'base64',
			options: {},
		}),
		node('Upload', 'httpRequest', 4.2, upload),
	];
	return flow('Hand on', nodes, [
		['Start', 'Photo'],
		['Photo', 'Edit'],
		['Edit', 'Write'],
		['Edit', 'Extract'],
		['Edit', 'Upload'],
	]);
}

const upload = (name: string, binaryPropertyName: string) =>
	segmind(name, { resource: 'file', operation: 'upload', binaryPropertyName });

async function checkHandedOn(field: string, settings: Record<string, unknown> = {}) {
	const target = path.join(stage.n8n.filesFolder, 'written.jpg');
	const file = handOn(field, target);
	const execution = await runs({ ...file, settings: { ...file.settings, ...settings } });
	const made = stage.sandbox.jobs[0]?.outputs[0]?.sha256;
	expect(made).toBeTruthy();
	expect(sha256(await readFile(target))).toBe(made);
	const base64 = itemsOf(execution, 'Extract')[0]?.json.base64;
	expect(sha256(Buffer.from(String(base64), 'base64'))).toBe(made);
	expect(receiver.files.map(({ name, type, bytes }) => [name, type, sha256(bytes)])).toEqual([
		['handed-on.jpg', 'image/jpeg', made],
	]);
	const upload = stage.sandbox.requests.find(({ step }) => step === 'upload');
	expect(upload).toBeDefined();
	return itemsOf(execution, 'Edit')[0];
}

beforeEach(async () => {
	receiver = await startReceiver();
});
afterEach(async () => await receiver.close());

inN8n(
	'files in n8n %s, %s mode',
	(major, binaryMode) => {
		test('the image arrives whole in Write File, Extract From File and HTTP Request', async () => {
			const item = await checkHandedOn('data');
			const kept = item?.binary?.data;
			expect(kept).toMatchObject({ mimeType: 'image/jpeg', fileName: 'handed-on.jpg' });
			if (binaryMode === 'default') expect(kept?.id).toBeUndefined();
			else expect(kept?.id).toMatch(new RegExp(`^${binaryMode}`));
		});

		if (major === 2 && binaryMode === 'filesystem') {
			test('the same in a workflow with combined binary mode', async () => {
				const item = await checkHandedOn('_files.data', { binaryMode: 'combined' });
				expect(item?.binary).toBeUndefined();
				const files = item?.json._files as Record<string, StoredBinary> | undefined;
				expect(files?.data).toMatchObject({ fileName: 'handed-on.jpg' });
			});
		}

		test('a file is taken as expressions give it, from the item and from a node before', async () => {
			const given = ['$binary', 'Object.values($binary)', '$binary.data', '$input.item'];
			const uploads = given.map((text, n) => upload(`Given ${n}`, `={{ ${text} }}`));
			const later = upload('Later', "={{ $('Photo').first().binary.data }}");
			// further down on the canvas, so that its branch runs when the other one is done
			const beside = {
				...upload('Beside', "={{ $('Photo').first().binary.data }}"),
				position: [0, 500] as [number, number],
			};
			const drop = code('Drop', 'return [{ json: {} }];');
			const execution = await runs(
				flow(
					'As given',
					[start(), photo(), drop, later, beside, ...uploads],
					[
						['Start', 'Photo'],
						['Photo', 'Drop'],
						['Drop', 'Later'],
						...uploads.map(({ name }): Edge => ['Photo', name]),
						['Start', 'Beside'],
					],
				),
			);
			for (const { name } of [later, beside, ...uploads]) {
				expect(itemsOf(execution, name)[0]?.json.mimeType).toBe('image/png');
			}
		});

		if (binaryMode !== 'default') {
			test('a file of another execution is refused, whatever an item says', async () => {
				const first = await stage.run(flow('First', [start(), photo()]));
				const file = itemsOf(first, 'Photo')[0]?.binary?.data;
				expect(file?.id).toBeTruthy();
				const json = JSON.stringify({ file, _files: { data: file } });
				const outside = code('Outside', `return [{ json: ${json} }];`);
				const second = await stage.run(
					flow('Second', [start(), outside, upload('Upload', '={{ $json.file }}')]),
				);
				expect(trouble(second)).toContain(INPUT_ERRORS.fileNotHeld.message);
				expect(stage.sandbox.requests.filter(({ step }) => step === 'upload')).toEqual([]);
			});
		}
	},
	{ in: MODES },
);
