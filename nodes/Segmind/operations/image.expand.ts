import { imageOperation } from './imageOperation';

/** Brings an image into another shape, with a model that is chosen from the list. */
export const expandImage = imageOperation('expand');
