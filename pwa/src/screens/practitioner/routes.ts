import type { Route } from "../../ui";

/** The practitioner's screens. Each is a chunk of its own. */
export const practitionerRoutes: readonly Route[] = [
  { path: "/clinic", load: () => import("./queue") },
  { path: "/clinic/patients", load: () => import("./patients") },
  { path: "/clinic/patients/:id", load: () => import("./patient") },
  { path: "/clinic/record", load: () => import("./record") },
  { path: "/clinic/treatments/:id", load: () => import("./treatment") },
  { path: "/clinic/treatments/:id/plan", load: () => import("./plan") },
  { path: "/clinic/treatments/:id/correct", load: () => import("./correct") },
  { path: "/clinic/review/:id", load: () => import("./review") },
  { path: "/clinic/review/:id/photos", bare: true, load: () => import("./photos/compare") },
];
