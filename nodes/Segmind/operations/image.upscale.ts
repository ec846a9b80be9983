import { making } from './making';

/** Makes an image larger, with a model that is chosen from the list. */
export const upscaleImage = making('upscale');
