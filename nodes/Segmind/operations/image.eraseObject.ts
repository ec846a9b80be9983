import { imageOperation } from './imageOperation';

/** Takes out what a mask marks, with a model that is chosen from the list. */
export const eraseObject = imageOperation('eraseObject');
