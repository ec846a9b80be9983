import { making } from './making';

/** Brings an image into another shape, with a model that is chosen from the list. */
export const expandImage = making('expand');
