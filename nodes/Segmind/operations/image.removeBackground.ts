import { imageOperation } from './imageOperation';

/** Cuts out what an image shows, with a model that is chosen from the list. */
export const removeBackground = imageOperation('removeBackground');
