import { notesToShow } from '../../../nodes/Segmind/output/hints';

it('says nothing where there is nothing to say', () => {
	expect(notesToShow([])).toEqual([]);
	expect(notesToShow([undefined, undefined])).toEqual([]);
});

it('names the items of a note, and says each note once', () => {
	expect(notesToShow(['A.', undefined, 'B.', 'A.'])).toEqual(['Items 0, 3: A.', 'Item 2: B.']);
});

it('counts what is too much to be named', () => {
	const many = Array.from({ length: 9 }, () => 'A.');
	expect(notesToShow(many)).toEqual(['Items 0, 1, 2, 3, 4 and 4 more: A.']);
	expect(notesToShow(['A.', 'B.', 'C.', 'D.', 'E.', 'E.'])).toEqual([
		'Item 0: A.',
		'Item 1: B.',
		'Item 2: C.',
		'The same kind of note for 3 more.',
	]);
});

it('shows no markup of names that come from outside', () => {
	const notes = ["The file '<a href=\"https://x.org\">data</a>' was not sent."];
	expect(notesToShow(notes)).toEqual(["Item 0: The file ' data ' was not sent."]);
});
