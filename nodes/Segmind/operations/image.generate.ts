import { imageOperation } from './imageOperation';

/** Makes images from words alone, with a model that is chosen from the list. */
export const generateImage = imageOperation('generate');
