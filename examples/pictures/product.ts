import { blur, gradient, lettering, type Size } from './canvas';

export const PRODUCT: Size = { width: 1024, height: 1024 };

const LABEL = { x: 372, y: 578, width: 280, height: 232, bend: 14 };

const BODY =
	'M446 372 C446 420 352 414 352 486 V838 Q352 882 396 886 H628 Q672 882 672 838 V486 C672 414 578 420 578 372 Z';

const DEFINITIONS = [
	gradient('wall', 'x1="0" y1="0" x2="0.25" y2="1"', ['0 #f3eee7', '0.6 #ebe4da', '1 #e2d9cd']),
	gradient('pool', 'cx="0.36" cy="0.4" r="0.75"', ['0 #fffdf9 0.85', '1 #fffdf9 0']),
	gradient('glass', 'x1="0" x2="1"', [
		'0 #2a1005',
		'0.06 #5a270c',
		'0.16 #a9541a',
		'0.34 #8a3f11',
		'0.6 #74320c',
		'0.82 #a4521b',
		'0.94 #4c1f08',
		'1 #220c03',
	]),
	gradient('depth', 'x1="0" y1="0" x2="0" y2="1"', [
		'0 #1d0902 0.5',
		'0.22 #1d0902 0',
		'0.78 #1d0902 0',
		'1 #1d0902 0.62',
	]),
	gradient('glow', 'cx="0.62" cy="0.88" r="0.5"', ['0 #ffb04e 0.75', '1 #ffb04e 0']),
	gradient('paper', 'x1="0" x2="1"', [
		'0 #cfc3ad',
		'0.13 #f4ecdc',
		'0.4 #fffaf0',
		'0.72 #f3ead9',
		'1 #bcae95',
	]),
	gradient('gold', 'x1="0" x2="1"', [
		'0 #5d431b',
		'0.14 #cda45a',
		'0.28 #fff0c4',
		'0.42 #d9b066',
		'0.7 #a77b35',
		'0.88 #dcb771',
		'1 #50380f',
	]),
	gradient('rubber', 'x1="0" x2="1"', [
		'0 #0d0d0f',
		'0.2 #3c3c42',
		'0.34 #55555d',
		'0.5 #2b2b30',
		'0.85 #1a1a1d',
		'1 #08080a',
	]),
	gradient('fade', 'x1="0" y1="0" x2="0" y2="1"', ['0 #fff 0.3', '0.2 #fff 0.1', '0.36 #fff 0']),
	blur('soft', 4),
	blur('softer', 14),
	blur('softest', 34),
	`<clipPath id="body"><path d="${BODY}"/></clipPath>`,
	'<mask id="mirror"><rect y="886" width="1024" height="340" fill="url(#fade)"/></mask>',
].join('');

/** Light through the glass and the shade of the bottle on the ground. */
const GROUND = `
<g filter="url(#softest)"><path d="M420 880 L670 874 L980 934 L900 980 L520 930 Z" fill="#4b3320" fill-opacity="0.34"/></g>
<ellipse cx="700" cy="912" rx="150" ry="20" fill="#e08a2c" fill-opacity="0.4" filter="url(#softer)"/>
<ellipse cx="520" cy="890" rx="176" ry="17" fill="#4a3626" fill-opacity="0.3" filter="url(#softer)"/>
<ellipse cx="512" cy="890" rx="140" ry="5" fill="#3a2413" fill-opacity="0.34" filter="url(#soft)"/>`;

function bulb(): string {
	return `<path d="M470 262 V168 C470 112 486 92 512 92 C538 92 554 112 554 168 V262 Z" fill="url(#rubber)"/>
<path d="M490 250 V166 C490 132 496 116 504 110" stroke="#fff" stroke-opacity="0.34" stroke-width="7" fill="none" stroke-linecap="round" filter="url(#soft)"/>
<rect x="460" y="252" width="104" height="16" rx="6" fill="url(#rubber)"/>`;
}

function collar(): string {
	const ribs = Array.from(
		{ length: 21 },
		(_, i) =>
			`<rect x="${(436 + 76 - 74 * Math.cos((Math.PI * (i + 0.5)) / 21)).toFixed(1)}" y="272" width="1.6" height="94" fill="#3d2a0c" fill-opacity="0.36"/>`,
	);
	return `<rect x="436" y="264" width="152" height="110" rx="9" fill="url(#gold)"/>${ribs.join('')}
<rect x="436" y="264" width="152" height="7" rx="3.5" fill="#fff6d8" fill-opacity="0.6"/>
<rect x="436" y="362" width="152" height="12" rx="6" fill="#2e1e07" fill-opacity="0.45"/>`;
}

/** Glass, the oil in it, its dropper and the lights of the studio. */
function glass(): string {
	return `<path d="${BODY}" fill="url(#glass)"/>
<g clip-path="url(#body)">
<rect x="340" y="360" width="350" height="540" fill="url(#depth)"/>
<rect x="340" y="360" width="350" height="540" fill="url(#glow)"/>
<path d="M340 478 Q512 500 690 478 V360 H340 Z" fill="#ffcf8a" fill-opacity="0.16"/>
<path d="M340 478 Q512 500 690 478" stroke="#ffdca6" stroke-opacity="0.5" stroke-width="3" fill="none"/>
<rect x="498" y="366" width="28" height="330" fill="#ffe6bf" fill-opacity="0.12"/>
<rect x="498" y="366" width="4" height="330" fill="#fff" fill-opacity="0.28"/>
<path d="M384 470 C386 440 430 432 452 404 L462 410 C446 440 402 450 400 486 V846 H384 Z" fill="#fff" fill-opacity="0.62" filter="url(#soft)"/>
<rect x="642" y="500" width="10" height="340" rx="5" fill="#ffe0b0" fill-opacity="0.5" filter="url(#soft)"/>
<path d="M368 866 Q512 892 656 866" stroke="#ffc987" stroke-opacity="0.6" stroke-width="5" fill="none" filter="url(#soft)"/>
<path d="${BODY}" fill="none" stroke="#2a1005" stroke-width="4" stroke-opacity="0.8"/>
</g>`;
}

function outline(): string {
	const { y, height, bend } = LABEL;
	return `M352 ${y} Q512 ${y + bend} 672 ${y} V${y + height} Q512 ${y + height + bend} 352 ${y + height} Z`;
}

/** The area of the label in white, as an SVG's content. */
export const labelArea = (): string => `<path d="${outline()}" fill="#fff"/>`;

function label(): string {
	const { x, y, width, height, bend } = LABEL;
	const ink = '#3a2a1a';
	const serif = { font: 'font-family="DejaVu Serif" font-stretch="condensed"', fill: ink };
	const sans = { font: 'font-family="DejaVu Sans" font-weight="200"', fill: ink };
	const rule = (at: number) => `M352 ${at} Q512 ${at + bend} 672 ${at}`;
	return `<g clip-path="url(#body)"><path d="${outline()}" fill="url(#paper)"/>
<path d="${rule(y + 15)} ${rule(y + height - 13)}" stroke="#b08a4a" stroke-width="1.6" fill="none"/>
<path d="M512 ${y + 42} c19 25 19 43 0 51 c-19 -8 -19 -26 0 -51 z" fill="none" stroke="#a8742c" stroke-width="2.6"/>
<path d="M512 ${y + 62} c8 11 8 19 0 23 c-8 -4 -8 -12 0 -23 z" fill="#a8742c"/>
${lettering('FACE OIL', x + width / 2, y + 140, { ...serif, size: 34, spacing: 7 })}
${lettering('ROSEHIP &amp; JOJOBA', x + width / 2, y + 170, { ...sans, size: 14, spacing: 3.4 })}
${lettering('30 ml', x + width / 2, y + 212, { ...sans, size: 14, spacing: 2 })}
<path d="M384 ${y} h16 v${height + 12} h-16 z" fill="#fff" fill-opacity="0.35" filter="url(#soft)"/></g>`;
}

/** A dropper bottle of amber glass on a light ground, as an SVG's content. */
export function product(): string {
	const bottle = `${bulb()}${collar()}${glass()}${label()}`;
	return `<defs>${DEFINITIONS}</defs>
<rect width="1024" height="1024" fill="url(#wall)"/><rect width="1024" height="1024" fill="url(#pool)"/>
${GROUND}
<g mask="url(#mirror)"><g transform="translate(0 1772) scale(1 -1)" filter="url(#soft)">${bottle}</g></g>
${bottle}`;
}
