import { differences, passedNames } from '../../../scripts/e2e/names.js';

test('a name missing, one too many and one that stands once instead of twice are told', () => {
	expect(differences('a\nb\nb\n', ['a', 'b', 'c'])).toEqual([
		'- did not pass: b',
		'+ not in the list: c',
	]);
	expect(differences('a\r\nb\r\n', ['b', 'a'])).toEqual([]);
});

test('only what passed counts, sorted', () => {
	const assertionResults = [
		{ fullName: 'z', status: 'passed' },
		{ fullName: 'skipped', status: 'pending' },
		{ fullName: 'broken', status: 'failed' },
		{ fullName: 'a', status: 'passed' },
	];
	expect(passedNames({ testResults: [{ assertionResults }] })).toEqual(['a', 'z']);
});
