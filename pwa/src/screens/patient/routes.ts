import type { Route } from "../../ui";

/** The patient's first screen, apart from the others: it needs fewer texts. */
export const todayRoute: Route = { path: "/", load: () => import("./today/today") };

/** "Can I …?", apart from the others: only its answers need their texts. */
export const askRoute: Route = { path: "/ask", load: () => import("./ask/ask") };

/** The patient's other screens. Each is a chunk of its own. */
export const patientRoutes: readonly Route[] = [
  { path: "/timeline", load: () => import("./timeline/timeline") },
  { path: "/check-in", load: () => import("./check-in/check-in"), bare: true },
  { path: "/diary", load: () => import("./diary/diary") },
  { path: "/diary/compare", load: () => import("./photos/compare-screen"), bare: true },
  { path: "/diary/time-lapse", load: () => import("./photos/time-lapse-screen"), bare: true },
  { path: "/share", load: () => import("./share/share") },
  { path: "/sheet-change", load: () => import("./sheet-change/sheet-change") },
];
