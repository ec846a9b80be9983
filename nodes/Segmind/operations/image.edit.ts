import { imageOperation } from './imageOperation';

/** Changes images with words, with a model that is chosen from the list. */
export const editImage = imageOperation('edit');
