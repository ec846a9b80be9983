export function bold(text: string): string;
export function dim(text: string): string;
export function green(text: string): string;
export function red(text: string): string;
export function duration(ms: number): string;
export function progress(
	title: string,
	detail?: (elapsedMs: number) => string,
): { done(text?: string): void; failed(text?: string): void };
