import { isSlug } from '../http/endpoints';

/** Path of a model's page, also with more behind the slug: `/models/nano-banana/api`. */
const PAGE = /^https?:\/\/(?:www\.)?segmind\.com\/models\/([^/?#\s]+)/i;

/** A slug out of what the user entered: itself, or the URL of the model's page. */
export function slugIn(text: string): string | undefined {
	const [, ofPage] = PAGE.exec(text.trim()) ?? [];
	const slug = ofPage ?? text.trim();
	return isSlug(slug) ? slug : undefined;
}

/** The value of a resource locator, which n8n hands over as it is where it can't take it out. */
export function locatorValue(given: unknown): string {
	const value =
		typeof given === 'object' && given !== null && 'value' in given ? given.value : given;
	return String(value ?? '').trim();
}
