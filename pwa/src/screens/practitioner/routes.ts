import type { Route } from "../../ui";
import { authorRoutes } from "../author/routes";

/** The practitioner's side; each screen is a chunk of its own. */
export const practitionerRoutes: readonly Route[] = [
  { path: "/practice", load: () => import("./queue") },
  { path: "/practice/record", load: () => import("./record") },
  { path: "/practice/treatments/:id", load: () => import("./treatment") },
  { path: "/practice/review/:id", load: () => import("./review") },
  ...authorRoutes,
];
