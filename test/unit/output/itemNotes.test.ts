import { warning } from '../../../nodes/Segmind/errors/problem';
import { notesToShow } from '../../../nodes/Segmind/output/hints';

const shown = (notes: Array<string | undefined>) =>
	notesToShow(notes.map((note) => (note === undefined ? undefined : warning(note)))).map(
		({ text }) => text,
	);

it('says nothing where there is nothing to say', () => {
	expect(shown([])).toEqual([]);
	expect(shown([undefined, undefined])).toEqual([]);
});

it('names the items of a note, and says each note once', () => {
	expect(shown(['A.', undefined, 'B.', 'A.'])).toEqual(['Rows 1 and 4: A.', 'Row 3: B.']);
});

it('counts what is too much to be named', () => {
	const many = Array.from({ length: 18 }, (_, n) => (n % 2 === 0 ? 'A.' : undefined));
	expect(shown(many)).toEqual(['Rows 1, 3, 5, 7, 9 and 4 more: A.']);
	expect(shown(['A.', 'B.', 'C.', 'D.', 'E.', 'E.'])).toEqual([
		'Row 1: A.',
		'Row 2: B.',
		'Row 3: C.',
		'The same kind of note for 3 more.',
	]);
});

it('shows no markup of names that come from outside', () => {
	const notes = ["The file '<a href=\"https://x.org\">data</a>' was not sent."];
	expect(shown(notes)).toEqual(["Row 1: The file ' data ' was not sent."]);
});
