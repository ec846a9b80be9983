import type { Line } from './run';

const WIDTH = 760;
const HEIGHT = 360;
const LEFT = 64;
const RIGHT = 210;
const TOP = 36;
const BOTTOM = 44;

const COLOURS = ['#e8590c', '#1971c2', '#2f9e44', '#9c36b5', '#868e96'];

interface Point {
	images: number;
	seconds: number;
	/** Drawn on from fewer images. */
	extrapolated?: boolean;
}

interface Series {
	name: string;
	points: Point[];
}

const PATTERN = /^(\d+) images, jobs of 2 s$/;
const COUNTS = [20, 100, 500];

/** Both axes are logarithmic: from 10 to 1000 images, from 1 to 1000 seconds. */
const x = (images: number): number =>
	LEFT + ((Math.log10(images) - 1) / 2) * (WIDTH - LEFT - RIGHT);
const y = (seconds: number): number =>
	HEIGHT - BOTTOM - (Math.log10(Math.max(1, seconds)) / 3) * (HEIGHT - TOP - BOTTOM);

function seriesOf(lines: Line[]): Series[] {
	const wanted = lines.filter(({ scenario }) => PATTERN.test(scenario));
	return [...new Set(wanted.map(({ competitor }) => competitor))].map((name) => {
		const points: Point[] = wanted
			.filter(({ competitor }) => competitor === name)
			.map(({ images, wallMs }) => ({ images, seconds: wallMs / 1000 }));
		const [first] = points;
		if (points.length === 1 && first) {
			for (const images of COUNTS.filter((count) => count > first.images)) {
				const seconds = (first.seconds / first.images) * images;
				points.push({ images, seconds, extrapolated: true });
			}
		}
		return { name, points };
	});
}

const number = (value: number): string => value.toFixed(1);

/** @param labelY where the name stands, so that it lies on no other */
function lineOf({ name, points }: Series, colour: string, labelY: number): string {
	const at = ({ images, seconds }: Point) => `${number(x(images))},${number(y(seconds))}`;
	const measured = points.filter(({ extrapolated }) => !extrapolated);
	const drawnOn = points.slice(measured.length - 1);
	const line = (some: Point[], more = '') =>
		`<polyline points="${some.map(at).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"${more}/>`;
	const dots = measured.map((point) => {
		const [cx = '', cy = ''] = at(point).split(',');
		return `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${colour}"/>`;
	});
	const { images = 0, seconds = 0 } = points.at(-1) ?? {};
	return [
		line(measured),
		...(drawnOn.length > 1 ? [line(drawnOn, ' stroke-dasharray="5 4"')] : []),
		...dots,
		`<text x="${number(x(images) + 10)}" y="${number(labelY)}" fill="${colour}">${name} ${Math.round(seconds)} s</text>`,
	].join('');
}

/** All series; names that would lie on each other are moved apart, from the top down. */
function lines(series: Series[]): string {
	const ends = series.map(({ points }) => y(points.at(-1)?.seconds ?? 0) + 4);
	const labels = new Map<number, number>();
	let lowest = 0;
	for (const end of [...ends].sort((a, b) => a - b)) {
		lowest = Math.max(end, lowest + 15);
		labels.set(end, lowest);
	}
	const colourOf = (index: number) => COLOURS[index % COLOURS.length] ?? '';
	return series
		.map((one, index) => lineOf(one, colourOf(index), labels.get(ends[index] ?? 0) ?? 0))
		.join('\n');
}

function axes(): string {
	const across = COUNTS.map(
		(images) =>
			`<text x="${number(x(images))}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${images}</text><line x1="${number(x(images))}" x2="${number(x(images))}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" class="grid"/>`,
	);
	const up = [1, 10, 100, 1000].map(
		(seconds) =>
			`<text x="${LEFT - 10}" y="${number(y(seconds) + 4)}" text-anchor="end">${seconds} s</text><line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${number(y(seconds))}" y2="${number(y(seconds))}" class="grid"/>`,
	);
	return [...across, ...up].join('');
}

/** The picture: seconds over images, jobs of two seconds, readable on light and on dark pages. */
export function chart(measured: Line[]): string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="Seconds by number of images">
<style>text:not([fill]){fill:#495057}.grid{stroke:#adb5bd;stroke-width:.5}.page{fill:#fff}@media(prefers-color-scheme:dark){text:not([fill]){fill:#ced4da}.grid{stroke:#495057}.page{fill:#16191d}}</style>
<rect width="${WIDTH}" height="${HEIGHT}" rx="8" class="page"/>
<text x="${LEFT}" y="22" font-weight="bold">Time for so many images, jobs of two seconds</text>
<text x="${number((LEFT + WIDTH - RIGHT) / 2)}" y="${HEIGHT - 8}" text-anchor="middle">images (both axes logarithmic)</text>
${axes()}
${lines(seriesOf(measured))}
</svg>
`;
}
