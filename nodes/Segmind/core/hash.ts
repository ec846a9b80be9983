/**
 * Short name for content: the first 16 hexadecimal digits of its SHA-256. Compares inputs of one
 * execution with each other; protects nothing.
 */
export async function shortHash(content: string | Uint8Array): Promise<string> {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	const digest = await crypto.subtle.digest('SHA-256', Buffer.from(bytes));
	return Buffer.from(digest).toString('hex').slice(0, 16);
}
