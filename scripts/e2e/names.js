/**
 * Full names of the tests that passed, sorted.
 * @param {{ testResults: { assertionResults: { fullName: string, status: string }[] }[] }} results what `jest --json` writes
 * @returns {string[]}
 */
function passedNames({ testResults }) {
	return testResults
		.flatMap(({ assertionResults }) => assertionResults)
		.filter(({ status }) => status === 'passed')
		.map(({ fullName }) => fullName)
		.sort();
}

/**
 * What the list has and the run has not, and the other way round. Names count as often as they stand.
 * @param {string} expected the list, one name a line
 * @param {string[]} passed
 * @returns {string[]} lines to show; none when both are the same
 */
function differences(expected, passed) {
	const missing = expected.split(/\r?\n/).filter(Boolean);
	const unknown = [];
	for (const name of passed) {
		const at = missing.indexOf(name);
		if (at >= 0) missing.splice(at, 1);
		else unknown.push(name);
	}
	return [
		...missing.map((name) => `- did not pass: ${name}`),
		...unknown.map((name) => `+ not in the list: ${name}`),
	];
}

exports.passedNames = passedNames;
exports.differences = differences;
