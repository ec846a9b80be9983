import { NotUnderstood, textOf, type Line } from './lines';
import { ONE_TYPE } from './starts';

/** Name, flag and type, and then the sentence, without anything between. */
const RUN_TOGETHER = new RegExp(`[A-Za-z_]\\w*(?:required|optional)${ONE_TYPE}`);

/** Flag and type in a line below the name. */
const GLUED_TYPE = new RegExp(`^(?:required|optional)${ONE_TYPE}(?: ?\\| ?${ONE_TYPE})*$`);

/** `imagestr *`: the pages of 2024. */
const LEGACY = /^\w+(?:str|int|boolean|float|enum:\w+)\s*(?:\*|\( ?default)/;

/** The first line that shows a layout other than the strict one, and which. */
export function otherLayout(
	lines: Line[],
): { kind: 'lines' | 'together' | 'attributes'; line: Line } | undefined {
	const attributes = lines.find((line) => textOf(line) === 'Attributes');
	const isOld = !lines.some((line) => textOf(line) === 'Parameters');
	if (attributes && isOld) return { kind: 'attributes', line: attributes };
	const old = isOld && lines.find((line) => LEGACY.test(textOf(line)));
	if (old) return { kind: 'attributes', line: old };
	const glued = lines.find((line) => GLUED_TYPE.test(textOf(line)));
	if (glued) return { kind: 'lines', line: glued };
	const together = lines.find((line) => RUN_TOGETHER.test(textOf(line)));
	return together && { kind: 'together', line: together };
}

/** A flow has its own kind of page, and its inputs in a table that is none of these. */
const FLOW = /https:\/\/api\.segmind\.com\/workflows\//;

/** @throws NotUnderstood for a text that is not the one that a browser copies from a page of today */
export function refuseOtherLayouts(lines: Line[]): void {
	const flow = lines.find((line) => FLOW.test(line.text));
	if (flow && !lines.some((line) => /api\.segmind\.com\/v\d\//.test(line.text))) {
		throw new NotUnderstood(
			flow.number,
			'this is the page of a PixelFlow, not of a model: the node runs it with the resource Workflow, without a file',
		);
	}
	const other = otherLayout(lines);
	if (!other) return;
	const { kind, line } = other;
	if (kind === 'attributes') {
		throw new NotUnderstood(
			line.number,
			'this is a page of the older kind ("Attributes", 2024): its defaults are not reliable, and it is not read',
		);
	}
	const what = kind === 'lines' ? 'is split into single words' : 'is run together';
	throw new NotUnderstood(
		line.number,
		`the text ${what}, so nothing keeps its facts apart: copy the page anew from a browser, or save llms.txt of the model`,
	);
}
