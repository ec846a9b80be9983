/** What is told after a run of an item that came to something. */
export interface Note {
	readonly text: string;
	readonly type: 'info' | 'warning';
}

export const warning = (text: string): Note => ({ text, type: 'warning' });
