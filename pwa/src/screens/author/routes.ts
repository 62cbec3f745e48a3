import type { Route } from "../../ui";

/** The screens for writing and publishing the clinic's own sheets. Desktop first. */
export const authorRoutes: readonly Route[] = [
  { path: "/clinic/sheets", load: () => import("./sheets") },
  { path: "/clinic/sheets/paste", load: () => import("./paste") },
  { path: "/clinic/sheets/compare", load: () => import("./compare") },
  { path: "/clinic/sheets/:id", load: () => import("./sheet") },
];
