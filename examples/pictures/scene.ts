import { blur, gradient, type Size } from './canvas';

export const SCENE: Size = { width: 1536, height: 1024 };

const COUNTER_TOP = 640;

const DEFINITIONS = [
	gradient('wall', 'x1="0" x2="1"', ['0 #f6ead6', '0.45 #e6d8c3', '1 #b9a78f']),
	gradient('sky', 'x1="0" y1="0" x2="0" y2="1"', ['0 #d9ecfb', '0.6 #fdf3dc', '1 #e6efc8']),
	gradient('top', 'x1="0" x2="1" y1="0" y2="0.4"', ['0 #fffcf6', '0.5 #f6f1ea', '1 #d8d0c6']),
	gradient('edge', 'x1="0" y1="0" x2="0" y2="1"', ['0 #fff 0.55', '0.2 #fff 0', '1 #2b211a 0.3']),
	gradient('wood', 'x1="0" y1="0" x2="0" y2="1"', ['0 #b98452', '0.3 #9c6a3c', '1 #6d4523']),
	gradient('board', 'x1="0" y1="0" x2="1" y2="0.3"', ['0 #d6a36d', '0.5 #b9824d', '1 #8f5f33']),
	gradient('clay', 'x1="0" x2="1"', ['0 #f7efe4', '0.35 #e2d3c1', '1 #8e7b68']),
	gradient('bowl', 'x1="0" x2="1"', ['0 #8fb1b5', '0.3 #5d878e', '1 #263f47']),
	gradient('lemon', 'cx="0.35" cy="0.3" r="0.75"', ['0 #fff3a0', '0.5 #f6cf3a', '1 #b98608']),
	gradient('jar', 'x1="0" x2="1"', ['0 #fff 0.5', '0.3 #e9dcc6 0.35', '1 #5d4a35 0.5']),
	gradient('ray', 'x1="0" y1="0" x2="1" y2="0.6"', ['0 #fff2cf 0.85', '1 #ffe2a6 0']),
	gradient('dusk', 'cx="0.24" cy="0.3" r="1"', ['0.35 #20150c 0', '1 #20150c 0.42']),
	blur('near', 1.6),
	blur('far', 7),
	blur('leaf', 13),
	blur('haze', 26),
	'<filter id="marble" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="0.0028 0.009" numOctaves="5" seed="11"/><feColorMatrix values="0 0 0 0 0.45  0 0 0 0 0.4  0 0 0 0 0.36  5 0 0 0 -2.3"/></filter>',
	'<filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="0.004 0.16" numOctaves="4" seed="5"/><feColorMatrix values="0 0 0 0 0.2  0 0 0 0 0.1  0 0 0 0 0.04  3 0 0 0 -1.3"/><feComposite operator="in" in2="SourceGraphic"/></filter>',
].join('');

/** Glazed tiles, each a little lighter or darker than the next. */
function tiles(): string {
	let drawn = '';
	for (let row = 0; row < 9; row++) {
		for (let column = -1; column < 10; column++) {
			const x = column * 172 + (row % 2) * 86;
			const y = 22 + row * 70;
			const shade = ((row * 7 + column * 13 + 40) % 9) / 100;
			drawn += `<rect x="${x}" y="${y}" width="167" height="65" rx="4" fill="#fffaf0" fill-opacity="${(0.34 + shade).toFixed(2)}"/><rect x="${x}" y="${y}" width="167" height="5" rx="2" fill="#fff" fill-opacity="0.35"/><rect x="${x}" y="${y + 60}" width="167" height="5" rx="2" fill="#7b6850" fill-opacity="0.13"/>`;
		}
	}
	return `<rect width="1536" height="${COUNTER_TOP}" fill="url(#wall)"/>${drawn}`;
}

/** A window with a garden behind it, out of focus. */
function view(): string {
	const leaves = Array.from({ length: 26 }, (_, i) => {
		const x = 60 + ((i * 151) % 397);
		const y = 330 + ((i * 61) % 199);
		const colours = ['#8fb35c', '#6f9a4b', '#b7cf7a', '#557f3d'];
		return `<circle cx="${x}" cy="${y}" r="${34 + ((i * 17) % 38)}" fill="${colours[i % 4]}" fill-opacity="0.8"/>`;
	});
	return `<clipPath id="pane"><rect x="70" y="0" width="380" height="520"/></clipPath>
<rect x="46" y="0" width="428" height="548" fill="#fbf6ec"/>
<g clip-path="url(#pane)"><rect x="70" y="0" width="380" height="520" fill="url(#sky)"/>
<g filter="url(#leaf)">${leaves.join('')}</g><circle cx="170" cy="90" r="150" fill="#fffbe8" fill-opacity="0.85" filter="url(#haze)"/></g>
<rect x="252" y="0" width="16" height="520" fill="#f4ebdc"/><rect x="264" y="0" width="4" height="520" fill="#b7a88f" fill-opacity="0.6"/>
<rect x="70" y="246" width="380" height="14" fill="#f4ebdc"/><rect x="70" y="257" width="380" height="4" fill="#b7a88f" fill-opacity="0.6"/>
<rect x="30" y="520" width="460" height="34" rx="4" fill="#fffaf0"/><rect x="30" y="548" width="460" height="14" fill="#7a664c" fill-opacity="0.28"/>`;
}

function jar(x: number, width: number, height: number, fill: string): string {
	const base = 254;
	const top = base - height;
	return `<rect x="${x}" y="${top}" width="${width}" height="${height}" rx="12" fill="#fff8ea" fill-opacity="0.55"/>
<rect x="${x + 4}" y="${base - height * 0.68}" width="${width - 8}" height="${height * 0.68 - 4}" rx="9" fill="${fill}"/>
<rect x="${x}" y="${top}" width="${width}" height="${height}" rx="12" fill="url(#jar)"/>
<rect x="${x + 3}" y="${top - 20}" width="${width - 6}" height="24" rx="6" fill="url(#wood)"/>
<rect x="${x + 10}" y="${top + 10}" width="8" height="${height - 24}" rx="4" fill="#fff" fill-opacity="0.6"/>`;
}

/** A shelf with jars and bowls on the right. */
function shelf(): string {
	return `<g filter="url(#near)"><path d="M640 300 L1536 300 L1536 350 L680 340 Z" fill="#3c2a18" fill-opacity="0.3" filter="url(#far)"/>
${jar(720, 92, 150, '#c98b4a')}${jar(832, 80, 118, '#e8d9b5')}${jar(930, 92, 170, '#7d4a2a')}
<path d="M1080 254 q-44 -6 -52 -62 h182 q-8 56 -52 62 z" fill="url(#clay)"/><path d="M1074 192 q-38 -4 -46 -44 h182 q-8 40 -46 44 z" fill="url(#bowl)"/>
<path d="M1290 254 c-36 -10 -48 -70 -22 -104 c12 -18 10 -36 8 -52 h56 c-2 16 -4 34 8 52 c26 34 14 94 -22 104 z" fill="url(#clay)"/>
<path d="M1304 100 C1296 30 1270 10 1240 -20 M1304 100 C1306 40 1310 10 1330 -20 M1306 100 C1330 60 1350 40 1390 26" stroke="#6c7d4c" stroke-width="6" fill="none"/>
<rect x="680" y="254" width="856" height="34" fill="url(#wood)"/><rect x="680" y="254" width="856" height="34" fill="#000" filter="url(#grain)"/><rect x="680" y="254" width="856" height="5" fill="#ffdfb0" fill-opacity="0.55"/></g>`;
}

/** Veins of marble: lines that wander to the right, thick and thin. */
function veins(): string {
	let state = 7;
	const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
	let drawn = '';
	for (let vein = 0; vein < 17; vein++) {
		let [x, y] = [random() * 1400 - 200, COUNTER_TOP + 30 + random() * 360];
		const fall = 0.1 + random() * 0.34;
		const main = vein % 3 === 0;
		let line = `M${x.toFixed(0)} ${y.toFixed(0)}`;
		for (let step = 0; step < (main ? 26 : 11); step++) {
			const [bendX, bendY] = [x + 10 + random() * 18, y + (random() - 0.5) * 16];
			x += 22 + random() * 46;
			y += (random() - 0.5 + fall) * (14 + (y - COUNTER_TOP) / 11);
			line += ` Q${bendX.toFixed(0)} ${bendY.toFixed(0)} ${x.toFixed(0)} ${y.toFixed(0)}`;
		}
		const style = `fill="none" stroke-linejoin="round" stroke-linecap="round"`;
		drawn += `<path d="${line}" ${style} stroke="#8d7f72" stroke-opacity="0.2" stroke-width="${main ? 22 : 9}" filter="url(#far)"/>`;
		drawn += `<path d="${line}" ${style} stroke="#6d6259" stroke-opacity="${main ? 0.42 : 0.24}" stroke-width="${main ? 2.6 : 1.6}" filter="url(#near)"/>`;
	}
	return `<clipPath id="slab"><rect y="${COUNTER_TOP}" width="1536" height="384"/></clipPath><g clip-path="url(#slab)">${drawn}</g>`;
}

function counter(): string {
	const top = `y="${COUNTER_TOP}" width="1536" height="${SCENE.height - COUNTER_TOP}"`;
	return `<rect ${top} fill="url(#top)"/><rect ${top} filter="url(#marble)" opacity="0.22"/>${veins()}
<rect y="${COUNTER_TOP}" width="1536" height="120" fill="#5b4630" fill-opacity="0.16" filter="url(#haze)"/>
<rect ${top} fill="url(#edge)"/>`;
}

/** A board, a bowl of lemons and a vase, left, so that there is room on the right. */
function things(): string {
	const lemon = (x: number, y: number, turn: number) =>
		`<g transform="translate(${x} ${y}) rotate(${turn})"><path d="M-58 0 C-46 -40 -20 -46 0 -46 C26 -46 44 -34 54 -6 L66 -2 L56 8 C44 36 22 44 0 44 C-26 44 -46 34 -58 0 Z" fill="url(#lemon)"/><ellipse cx="-16" cy="-20" rx="17" ry="8" fill="#fff" fill-opacity="0.55" filter="url(#near)"/></g>`;
	return `<path d="M150 822 L900 812 L990 850 L180 880 Z" fill="#3b2918" fill-opacity="0.42" filter="url(#haze)"/>
<path d="M96 770 L640 742 L790 822 L168 862 Z" fill="url(#board)"/><path d="M96 770 L640 742 L790 822 L168 862 Z" fill="#000" filter="url(#grain)"/>
<path d="M168 862 L790 822 V842 L170 884 Z" fill="#6d4523"/><path d="M96 770 L168 862 L170 884 L96 790 Z" fill="#8a5a30"/>
<path d="M300 800 L720 792 L760 812 L330 838 Z" fill="#3b2410" fill-opacity="0.5" filter="url(#far)"/>
<ellipse cx="391" cy="652" rx="163" ry="34" fill="#1d333a"/><ellipse cx="391" cy="652" rx="163" ry="34" fill="none" stroke="#a9c6c8" stroke-width="4"/>
${lemon(318, 628, -14)}${lemon(462, 622, 12)}${lemon(388, 596, -4)}${lemon(404, 648, -26)}
<path d="M228 652 C236 752 300 806 390 806 C480 806 546 752 554 652 C546 674 478 688 391 688 C304 688 236 674 228 652 Z" fill="url(#bowl)"/>
<path d="M228 652 C236 674 304 688 391 688 C478 688 546 674 554 652" stroke="#b7d2d3" stroke-width="4" fill="none"/>
<path d="M250 690 C264 752 300 784 344 796" stroke="#fff" stroke-opacity="0.32" stroke-width="12" fill="none" stroke-linecap="round" filter="url(#near)"/>
<ellipse cx="652" cy="806" rx="76" ry="12" fill="#2d1a0a" fill-opacity="0.6" filter="url(#far)"/>${lemon(640, 766, 22)}`;
}

/** Morning sun through the window. */
const LIGHT = `<g filter="url(#haze)" style="mix-blend-mode:screen"><path d="M70 20 L450 0 L1330 700 L860 880 Z" fill="url(#ray)" opacity="0.5"/></g>
<g filter="url(#far)"><path d="M760 720 L1010 690 L1180 748 L900 790 Z M960 800 L1230 758 L1420 820 L1120 876 Z" fill="#fff4d2" fill-opacity="0.72"/></g>
<rect width="1536" height="1024" fill="url(#dusk)"/>`;

/** A kitchen counter of marble by a window, as an SVG's content. */
export function scene(): string {
	return `<defs>${DEFINITIONS}</defs><g filter="url(#near)">${tiles()}</g><g filter="url(#near)">${view()}</g>
${shelf()}${counter()}${things()}${LIGHT}`;
}
