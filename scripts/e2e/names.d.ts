interface JestResults {
	testResults: { assertionResults: { fullName: string; status: string }[] }[];
}
export function passedNames(results: JestResults): string[];
export function differences(expected: string, passed: string[]): string[];
