import type { Route } from "../../ui";
import type { PAGES } from "../settings/pages";

/** What follows `/settings` in the path of a screen of the settings. */
type Part = keyof typeof PAGES extends `/settings${infer P}` ? P : never;

const SETTINGS: readonly Part[] = ["", "/new-phone", "/colleague", "/devices", "/appearance", "/lock", "/skin", "/data", "/data/account", "/data/treatments/:id", "/reminders"];

/** Screens for everyone: joining, signing in, and the settings. */
export const entranceRoutes: readonly Route[] = [
  { path: "/join", bare: true, load: () => import("./join") },
  { path: "/set-up", bare: true, load: () => import("./set-up") },
  { path: "/sign-in", bare: true, load: () => import("./sign-in") },
  { path: "/start", bare: true, load: () => import("./start") },
  { path: "/install", bare: true, load: () => import("./install") },
  { path: "/receive", bare: true, load: () => import("./receive") },
  { path: "/erased", bare: true, load: () => import("../settings/erased") },
  ...SETTINGS.map(settings),
];

function settings(part: Part): Route {
  const path = `/settings${part}` as const;
  return { path, load: async () => (await import("../settings/pages")).PAGES[path]() };
}
