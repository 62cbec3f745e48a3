import type { Route } from "../../ui";

/** Screens for everyone: joining, signing in, and the settings. */
export const entranceRoutes: readonly Route[] = [
  { path: "/join", bare: true, load: () => import("./join") },
  { path: "/set-up", bare: true, load: () => import("./set-up") },
  { path: "/sign-in", bare: true, load: () => import("./sign-in") },
  { path: "/start", bare: true, load: () => import("./start") },
  { path: "/settings", load: () => import("../settings/settings") },
  { path: "/settings/new-phone", load: () => import("../settings/new-phone") },
  { path: "/settings/colleague", load: () => import("../settings/colleague") },
  { path: "/settings/devices", load: () => import("../settings/devices") },
  { path: "/settings/reminders", load: () => import("../settings/reminders") },
];
