import { imageOperation } from './imageOperation';

/** Makes a mask of what words name, with a model that is chosen from the list. */
export const createMask = imageOperation('createMask');
