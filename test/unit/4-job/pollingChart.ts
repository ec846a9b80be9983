import type { Outcome } from './simulation';

/** One way to look at jobs, and what it comes to. */
export interface Way {
	readonly name: string;
	readonly outcome: Outcome;
	readonly kind: 'node' | 'fixed';
}

/** What belongs into one of the charts that stand side by side. */
export interface Panel {
	readonly title: string;
	readonly ways: readonly Way[];
	/** The best plans, by what a look is worth: no way can be to the left and below. */
	readonly limit: readonly Outcome[];
}

const WIDTH = 840;
const HEIGHT = 380;
const TOP = 64;
const BOTTOM = 48;
const LEFT = 48;
const PANEL_WIDTH = 362;
const PANEL_GAP = 40;

const COLOURS = { node: '#e8590c', fixed: '#1971c2', limit: '#2f9e44' };

const MOST_LOOKS = 70;
const MOST_SECONDS = 5;
const LABEL_HEIGHT = 14;

const digits = (value: number): string => value.toFixed(1);

const x = (looks: number): number => (looks / MOST_LOOKS) * PANEL_WIDTH;

const y = (lateMs: number): number =>
	HEIGHT - BOTTOM - (lateMs / 1000 / MOST_SECONDS) * (HEIGHT - TOP - BOTTOM);

const inside = ({ lateMs, looks }: Outcome): boolean =>
	lateMs <= MOST_SECONDS * 1000 && looks <= MOST_LOOKS;

function axes(): string {
	const across = [0, 10, 20, 30, 40, 50, 60, 70].map((looks) => {
		const at = digits(x(looks));
		return `<text x="${at}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${looks}</text><line x1="${at}" x2="${at}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" class="grid"/>`;
	});
	const up = [0, 1, 2, 3, 4, 5].map((seconds) => {
		const at = y(seconds * 1000);
		return `<text x="-8" y="${digits(at + 4)}" text-anchor="end">${seconds} s</text><line x1="0" x2="${PANEL_WIDTH}" y1="${digits(at)}" y2="${digits(at)}" class="grid"/>`;
	});
	return [...across, ...up].join('');
}

interface Box {
	readonly left: number;
	readonly right: number;
	/** Of the line that letters stand on. */
	readonly at: number;
}

const LETTER_WIDTH = 6.6;

/** Where there is room for the label: beside its point, or above that. */
function placeOf({ name, outcome }: Way, taken: readonly Box[]): Box {
	const width = name.length * LETTER_WIDTH;
	const left = Math.min(x(outcome.looks) + 10, PANEL_WIDTH - width);
	const free = (at: number): boolean =>
		taken.every(
			(other) =>
				other.right < left || other.left > left + width || Math.abs(other.at - at) >= LABEL_HEIGHT,
		);
	let at = y(outcome.lateMs) + 4;
	while (!free(at) && at > TOP) at -= 2;
	return { left, right: left + width, at };
}

/** Labels; where one had to be moved away from its point, a line leads there. */
function labels(ways: readonly Way[]): string {
	const taken = ways.map(({ outcome }): Box => {
		const at = x(outcome.looks);
		return { left: at - 6, right: at + 6, at: y(outcome.lateMs) + 4 };
	});
	const texts = ways.map((way) => {
		const place = placeOf(way, taken);
		taken.push(place);
		const [fromX, fromY] = [x(way.outcome.looks), y(way.outcome.lateMs)];
		const colour = COLOURS[way.kind];
		const isMoved = place.left > fromX && fromY + 4 - place.at > LABEL_HEIGHT / 2;
		const line = isMoved
			? `<line x1="${digits(fromX)}" y1="${digits(fromY)}" x2="${digits(place.left - 2)}" y2="${digits(place.at - 4)}" stroke="${colour}" stroke-width=".7"/>`
			: '';
		return `${line}<text x="${digits(place.left)}" y="${digits(place.at)}" fill="${colour}">${way.name}</text>`;
	});
	return texts.join('');
}

function panelOf({ title, ways, limit }: Panel, index: number): string {
	const shown = ways.filter(({ outcome }) => inside(outcome));
	const path = limit
		.filter(inside)
		.map(({ looks, lateMs }) => `${digits(x(looks))},${digits(y(lateMs))}`)
		.join(' ');
	const points = shown.map(
		({ outcome, kind }) =>
			`<circle cx="${digits(x(outcome.looks))}" cy="${digits(y(outcome.lateMs))}" r="4" fill="${COLOURS[kind]}"/>`,
	);
	return `<g transform="translate(${LEFT + index * (PANEL_WIDTH + PANEL_GAP)} 0)">
<text x="0" y="${TOP - 14}">${title}</text>
${axes()}
<polyline points="${path}" fill="none" stroke="${COLOURS.limit}" stroke-width="2"/>
${points.join('')}
${labels(shown)}
</g>`;
}

/** The picture: delay over looks, one point for each way, readable on light and on dark pages. */
export function chart(panels: readonly Panel[]): string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="Mean delay by looks per job, for each way to look">
<style>text:not([fill]){fill:#495057}.grid{stroke:#adb5bd;stroke-width:.5}.page{fill:#fff}@media(prefers-color-scheme:dark){text:not([fill]){fill:#ced4da}.grid{stroke:#495057}.page{fill:#16191d}}</style>
<rect width="${WIDTH}" height="${HEIGHT}" rx="8" class="page"/>
<text x="${LEFT}" y="24" font-weight="bold">Delay until a finished job is noticed, by looks per job</text>
<text x="${WIDTH - 10}" y="24" text-anchor="end" fill="${COLOURS.limit}">green: the best that any schedule can do</text>
${panels.map(panelOf).join('\n')}
<text x="${WIDTH / 2}" y="${HEIGHT - 10}" text-anchor="middle">looks per job</text>
</svg>
`;
}
