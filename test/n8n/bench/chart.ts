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

function lineOf({ name, points }: Series, index: number): string {
	const colour = COLOURS[index % COLOURS.length];
	const path = (some: Point[]) =>
		some.map((point) => `${number(x(point.images))},${number(y(point.seconds))}`).join(' ');
	const measured = points.filter(({ extrapolated }) => !extrapolated);
	const drawnOn =
		measured.length < points.length
			? [...measured.slice(-1), ...points.slice(measured.length)]
			: [];
	const last = points.at(-1);
	const style = `fill="none" stroke="${colour}" stroke-width="2"`;
	const place = last ? `x="${number(x(last.images) + 10)}" y="${number(y(last.seconds) + 4)}"` : '';
	return [
		`<polyline points="${path(measured)}" ${style}/>`,
		drawnOn.length > 0
			? `<polyline points="${path(drawnOn)}" ${style} stroke-dasharray="5 4"/>`
			: '',
		...measured.map(
			(point) =>
				`<circle cx="${number(x(point.images))}" cy="${number(y(point.seconds))}" r="3.5" fill="${colour}"/>`,
		),
		last ? `<text ${place} fill="${colour}">${name} ${Math.round(last.seconds)} s</text>` : '',
	].join('');
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

/** Labels that would lie on each other are moved apart, from the top down. */
function apart(svg: string): string {
	let lowest = 0;
	const labels = [...svg.matchAll(/<text x="[\d.]+" y="([\d.]+)" fill/g)].map(([, at]) =>
		Number(at),
	);
	const moved = new Map<number, number>();
	for (const at of labels.sort((a, b) => a - b)) {
		lowest = Math.max(at, lowest + 15);
		moved.set(at, lowest);
	}
	return svg.replace(
		/(<text x="[\d.]+" y=")([\d.]+)(" fill)/g,
		(_, before: string, at: string, after: string) => {
			return `${before}${number(moved.get(Number(at)) ?? Number(at))}${after}`;
		},
	);
}

/** The picture: seconds over images, jobs of two seconds, readable on light and on dark pages. */
export function chart(lines: Line[]): string {
	const body = apart(seriesOf(lines).map(lineOf).join('\n'));
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="Seconds by number of images">
<style>text:not([fill]){fill:#495057}.grid{stroke:#adb5bd;stroke-width:.5}.page{fill:#fff}@media(prefers-color-scheme:dark){text:not([fill]){fill:#ced4da}.grid{stroke:#495057}.page{fill:#16191d}}</style>
<rect width="${WIDTH}" height="${HEIGHT}" rx="8" class="page"/>
<text x="${LEFT}" y="22" font-weight="bold">Time for so many images, jobs of two seconds</text>
<text x="${number((LEFT + WIDTH - RIGHT) / 2)}" y="${HEIGHT - 8}" text-anchor="middle">images (both axes logarithmic)</text>
${axes()}
${body}
</svg>
`;
}
