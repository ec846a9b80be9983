import type { Route } from '../http';
import { factRoutes } from './facts';
import { flowRoutes } from './flows';
import { imageRoutes } from './images';
import { openaiRoutes } from './openai';
import { requestRoutes } from './requests';
import { syncRoute } from './sync';
import { uploadRoute } from './upload';

/** The first route that fits is taken. */
export const ROUTES: readonly Route[] = [
	...factRoutes,
	...requestRoutes,
	syncRoute,
	uploadRoute,
	...flowRoutes,
	...imageRoutes,
	...openaiRoutes,
];
