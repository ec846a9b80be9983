import type { Route } from '../http';

export const openaiRoutes: readonly Route[] = [];
