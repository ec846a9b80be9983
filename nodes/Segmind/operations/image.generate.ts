import { making } from './making';

/** Makes images from words alone, with a model that is chosen from the list. */
export const generateImage = making('generate');
