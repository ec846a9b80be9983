import { imageOperation } from './imageOperation';

/** Makes an image larger, with a model that is chosen from the list. */
export const upscaleImage = imageOperation('upscale');
