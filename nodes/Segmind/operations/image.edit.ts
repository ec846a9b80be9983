import { making } from './making';

/** Changes images with words, with a model that is chosen from the list. */
export const editImage = making('edit');
