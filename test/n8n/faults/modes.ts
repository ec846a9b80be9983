import type { BinaryMode } from '../lib/environment';

/** n8n's ways to store files; both versions take all of them. */
export const MODES: readonly BinaryMode[] = ['filesystem', 'database', 'default'];

/** n8n's name for memory says nothing. */
export const nameOfMode = (mode: BinaryMode): string => (mode === 'default' ? 'memory' : mode);
