import type { DocumentedModel } from '../documentation/types';
import { model as orpheus } from './orpheus-3b-0.1';
import { model as rayFlash } from './ray-flash-2-720p';
import { model as wan } from './wan-2.2-t2v-fast';

/** Models of Segmind that the project has no file of: they are reached through Run only. */
export const UNBUNDLED_MODELS: readonly DocumentedModel[] = [orpheus, rayFlash, wan];
