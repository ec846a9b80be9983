import type { ICredentialsDecrypted, IExecuteFunctions } from 'n8n-workflow';
import type { Closing } from '../core/clock';
import type { Semaphore } from '../core/semaphore';
import type { Admission } from './admission';
import type { Upload } from './endpoints';

/** The credential, decrypted once a run. */
export interface Credential {
	/** As n8n's HTTP helper wants it, so that it need not decrypt again for every request. */
	readonly decrypted: ICredentialsDecrypted;
	readonly base: string;
	readonly uploadBase: string;
	/** As it is sent; only ever used to strike it out of texts. */
	readonly key: string;
}

/** What the requests of one run of the node share. */
export interface HttpContext {
	readonly ctx: IExecuteFunctions;
	readonly credential: Credential;
	/** The Stop of the execution. */
	readonly signal: AbortSignal | undefined;
	readonly admission: Admission;
	/** Closed when nothing new is to be submitted: wakes all that wait for their turn. */
	readonly closing: Closing;
}

/** Files that were uploaded before in this execution, by their identity. */
export interface UploadStore {
	uploaded(identity: string): Upload | undefined;
	rememberUpload(identity: string, upload: Upload): void;
}

/** What the files of one run of the node share. */
export interface FilesContext extends HttpContext {
	readonly ledger: UploadStore;
	/** Uploads on their way, by identity: each distinct file goes up once. */
	readonly uploads: Map<string, Promise<Upload>>;
	/** Bounds on what holds bytes: memory depends on these, not on the number of items. */
	readonly semaphores: { readonly upload: Semaphore; readonly download: Semaphore };
}

/** Whether the node runs as a tool of an agent: n8n gives it a type of its own then. */
export const isToolType = (type: string): boolean => type.endsWith('Tool');
