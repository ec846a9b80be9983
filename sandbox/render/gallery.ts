import sharp from 'sharp';
import type { Asset } from '../world';
import { svg } from './raster';

const SQUARE = { width: 1024, height: 1024 };
const WIDE = { width: 1536, height: 1024 };

/** A bottle on a light ground. */
const PRODUCT = `<defs>
<linearGradient id="g" x2="0" y2="1"><stop stop-color="#f6f4f0"/><stop offset="1" stop-color="#ece8e1"/></linearGradient>
<linearGradient id="b" x2="1"><stop stop-color="#0b5d5a"/><stop offset=".22" stop-color="#37b3a6"/><stop offset=".38" stop-color="#12857c"/><stop offset=".8" stop-color="#0a5552"/><stop offset="1" stop-color="#063a38"/></linearGradient>
<linearGradient id="c" x2="1"><stop stop-color="#7a5a2e"/><stop offset=".3" stop-color="#f0d08f"/><stop offset=".6" stop-color="#c79a4b"/><stop offset="1" stop-color="#6d4d22"/></linearGradient>
<radialGradient id="s"><stop stop-color="#000" stop-opacity=".35"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient></defs>
<rect width="100%" height="100%" fill="url(#g)"/>
<ellipse cx="512" cy="886" rx="250" ry="34" fill="url(#s)"/>
<path d="M446 250 h132 v70 c0 46 92 70 92 160 v344 a56 56 0 0 1 -56 56 h-204 a56 56 0 0 1 -56 -56 v-344 c0 -90 92 -114 92 -160z" fill="url(#b)"/>
<rect x="432" y="138" width="160" height="118" rx="16" fill="url(#c)"/>
<rect x="386" y="512" width="252" height="236" rx="10" fill="#fbf7ec"/>
<circle cx="512" cy="598" r="46" fill="none" stroke="#12857c" stroke-width="10"/>
<path d="M512 566 c28 22 28 42 0 64 c-28 -22 -28 -42 0 -64z" fill="#c79a4b"/>
<rect x="436" y="676" width="152" height="12" rx="6" fill="#12857c"/><rect x="466" y="702" width="92" height="9" rx="4" fill="#c79a4b"/>
<path d="M388 470 c6 -60 60 -86 76 -122 v-80 h12 v84 c-10 44 -62 72 -66 122z" fill="#fff" fill-opacity=".35"/>`;

/** A lake between hills in the evening. */
const SCENE = `<defs>
<linearGradient id="sky" x2="0" y2="1"><stop stop-color="#27407e"/><stop offset=".45" stop-color="#d9799a"/><stop offset=".75" stop-color="#ffc27a"/></linearGradient>
<linearGradient id="lake" x2="0" y2="1"><stop stop-color="#f7b98a"/><stop offset=".35" stop-color="#a9688f"/><stop offset="1" stop-color="#20305f"/></linearGradient>
<radialGradient id="sun"><stop stop-color="#fff6d8"/><stop offset=".35" stop-color="#ffe0a0" stop-opacity=".9"/><stop offset="1" stop-color="#ffc27a" stop-opacity="0"/></radialGradient></defs>
<rect width="1536" height="640" fill="url(#sky)"/><circle cx="1010" cy="520" r="230" fill="url(#sun)"/>
<path d="M0 520 L180 360 L300 450 L470 270 L640 470 L760 400 L930 640 H0z" fill="#5d4a86"/>
<path d="M640 600 L860 430 L980 500 L1190 330 L1380 470 L1536 400 V640 H640z" fill="#6f4f88"/>
<path d="M0 590 C220 520 380 570 560 590 S960 560 1536 600 V650 H0z" fill="#33305f"/>
<rect y="620" width="1536" height="404" fill="url(#lake)"/>
<g fill="#ffe9c0" fill-opacity=".5"><rect x="930" y="650" width="160" height="7" rx="3"/><rect x="890" y="684" width="240" height="6" rx="3"/><rect x="950" y="722" width="130" height="6" rx="3"/><rect x="870" y="764" width="270" height="5" rx="2"/></g>
<path d="M0 1024 V880 C240 830 520 850 760 920 S1290 960 1536 890 V1024z" fill="#171c3d"/>
<g fill="#12162f"><path d="M120 900 l46 -210 l46 210z"/><path d="M190 910 l36 -160 l36 160z"/><path d="M1330 930 l54 -250 l54 250z"/><path d="M1420 920 l38 -170 l38 170z"/></g>`;

/** The bottle's label is clear, that is: to be edited. */
const MASK = `<path fill-rule="evenodd" d="M0 0H1024V1024H0z M386 512 V748 H638 V512z" fill="#fff"/>`;

async function render(): Promise<ReadonlyMap<string, Asset>> {
	const [product, scene, mask] = await Promise.all([
		sharp(svg(SQUARE, PRODUCT)).removeAlpha().png().toBuffer(),
		sharp(svg(WIDE, SCENE)).removeAlpha().jpeg({ quality: 90 }).toBuffer(),
		sharp(svg(SQUARE, MASK)).png().toBuffer(),
	]);
	return new Map([
		['/gallery/product.png', { bytes: product, mimeType: 'image/png' }],
		['/gallery/scene.jpg', { bytes: scene, mimeType: 'image/jpeg' }],
		['/gallery/mask.png', { bytes: mask, mimeType: 'image/png' }],
	]);
}

let gallery: Promise<ReadonlyMap<string, Asset>> | undefined;

/** Three pictures to try the API with, by path; drawn once a process. */
export async function loadGallery(): Promise<ReadonlyMap<string, Asset>> {
	return await (gallery ??= render());
}
