import type { Route } from "../../ui";

/** The author's side: a practice writes and publishes its own sheets. Desktop first. */
export const authorRoutes: readonly Route[] = [
  { path: "/practice/sheets", load: () => import("./sheets") },
  { path: "/practice/sheets/paste", load: () => import("./paste") },
  { path: "/practice/sheets/compare", load: () => import("./compare") },
  { path: "/practice/sheets/:id", load: () => import("./sheet") },
];
