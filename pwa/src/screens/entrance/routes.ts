import type { Route } from "../../ui";

/** Screens for everyone: the way in, and the settings. */
export const entranceRoutes: readonly Route[] = [];
