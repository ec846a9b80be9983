import { making } from './making';

/** Makes a mask of what words name, with a model that is chosen from the list. */
export const createMask = making('createMask');
