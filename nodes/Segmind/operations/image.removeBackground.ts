import { making } from './making';

/** Cuts out what an image shows, with a model that is chosen from the list. */
export const removeBackground = making('removeBackground');
