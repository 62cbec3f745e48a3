import type { Route } from "../../ui";

/** The settings by path. In a chunk of their own, because the list of their chunks need not be in the first load. */
export const PAGES = {
  "/settings": () => import("./settings"),
  "/settings/new-phone": () => import("./new-phone"),
  "/settings/clinic": () => import("./clinic"),
  "/settings/team": () => import("./team"),
  "/settings/team/:id": () => import("./member"),
  "/settings/team/:id/handover": () => import("./handover"),
  "/settings/presets": () => import("./presets"),
  "/settings/log": () => import("./clinic-log"),
  "/settings/colleague": () => import("./colleague"),
  "/settings/records": () => import("./records"),
  "/settings/devices": () => import("./devices"),
  "/settings/appearance": () => import("./appearance"),
  "/settings/lock": () => import("./app-lock"),
  "/settings/skin": () => import("./skin"),
  "/settings/data": () => import("./data"),
  "/settings/data/account": () => import("./erase-account"),
  "/settings/data/treatments/:id": () => import("./erase-treatment"),
  "/settings/reminders": () => import("./reminders"),
} as const satisfies Readonly<Record<string, Route["load"]>>;
