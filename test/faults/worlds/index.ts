import { LOSS } from './loss';
import { MONEY } from './money';
import { TIME } from './time';
import type { World } from './world';

/** Each leads straight into one trouble, so that nothing of it is left to chance. */
export const WORLDS: readonly World[] = [...MONEY, ...LOSS, ...TIME];
