import { NO_METRICS, type OutputFile, outputItem } from '../../../nodes/Segmind/output/outputItems';

const produced: OutputFile = {
	model: 'gpt-image-1-edit',
	requestId: 'id-1',
	url: 'https://images.segmind.com/generations/a.png',
	metrics: {
		cost: 0.04,
		remainingCredits: 9.5,
		inferenceTime: 13,
		queueTime: 0.2,
		totalTime: 13.4,
	},
	file: {
		binary: { id: 'x', data: 'filesystem-v2', mimeType: 'image/png' },
		fileName: 'a.png',
		mimeType: 'image/png',
		extension: 'png',
		bytes: 1234,
	},
};

const whole = { outputField: 'image', simplify: false };

it('holds at most ten facts unless all are wanted, and the file under the chosen name', () => {
	const { json, binary } = outputItem(produced, { ...whole, simplify: true });
	expect(Object.keys(json)).toEqual([
		...['model', 'requestId', 'url', 'cost', 'remainingCredits'],
		...['fileName', 'mimeType', 'fileSize'],
	]);
	expect(binary).toEqual({ image: produced.file.binary });
});

it('holds the documented JSON', () => {
	expect(outputItem(produced, whole)).toEqual({
		json: {
			model: 'gpt-image-1-edit',
			requestId: 'id-1',
			url: 'https://images.segmind.com/generations/a.png',
			cost: 0.04,
			remainingCredits: 9.5,
			fileName: 'a.png',
			mimeType: 'image/png',
			fileSize: 1234,
			inferenceTime: 13,
			queueTime: 0.2,
			totalTime: 13.4,
		},
		binary: { image: produced.file.binary },
	});
});

it('holds null where nothing is known, and invents nothing', () => {
	const { json } = outputItem(
		{ ...produced, requestId: null, url: null, metrics: NO_METRICS },
		whole,
	);
	const empty = Object.entries(json).filter(([, value]) => value === null);
	expect(empty.map(([key]) => key)).toEqual([
		'requestId',
		'url',
		'cost',
		'remainingCredits',
		'inferenceTime',
		'queueTime',
		'totalTime',
	]);
	expect(Object.values(json)).not.toContain(undefined);
});
