import { imageOperation } from './imageOperation';

/** Puts the face of one image into another, with a model that is chosen from the list. */
export const swapFace = imageOperation('swapFace');
