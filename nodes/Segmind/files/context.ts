import type { Semaphore } from '../core/semaphore';
import type { HttpContext } from '../http/context';

/** URLs of files that were uploaded before in this execution, by the identity of the file. */
export interface UploadStore {
	uploadedUrl(identity: string): string | undefined;
	rememberUpload(identity: string, url: string): void;
}

/** What the files of one run of the node share. */
export interface FilesContext extends HttpContext {
	readonly ledger: UploadStore;
	/** Uploads on their way, by identity: each distinct file goes up once. */
	readonly uploads: Map<string, Promise<string>>;
	/** Bounds on what holds bytes: memory depends on these, not on the number of items. */
	readonly semaphores: { readonly upload: Semaphore; readonly download: Semaphore };
}
