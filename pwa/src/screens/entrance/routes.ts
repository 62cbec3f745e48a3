import type { Route } from "../../ui";
import type { PAGES } from "../settings/pages";

/** What follows `/settings` in the path of a screen of the settings. */
type Part = keyof typeof PAGES extends `/settings${infer P}` ? P : never;

/** All of them, as keys: a missing one would be a screen without an address. */
const SETTINGS: Readonly<Record<Part, 1>> = {
  ...{ "": 1, "/new-phone": 1, "/clinic": 1, "/team": 1, "/log": 1, "/team/:id": 1, "/team/:id/handover": 1, "/colleague": 1, "/records": 1, "/devices": 1, "/appearance": 1, "/lock": 1, "/skin": 1, "/reminders": 1, "/presets": 1 },
  ...{ "/data": 1, "/data/account": 1, "/data/treatments/:id": 1 },
};

/** Screens for everyone: joining, signing in, and the settings. */
export const entranceRoutes: readonly Route[] = [
  { path: "/join", bare: true, load: () => import("./join") },
  { path: "/set-up", bare: true, load: () => import("./set-up") },
  { path: "/sign-in", bare: true, load: () => import("./sign-in") },
  { path: "/start", bare: true, load: () => import("./start") },
  { path: "/install", bare: true, load: () => import("./install") },
  { path: "/receive", bare: true, load: () => import("./receive") },
  { path: "/erased", bare: true, load: () => import("../settings/erased") },
  ...(Object.keys(SETTINGS) as Part[]).map(settings),
];

function settings(part: Part): Route {
  const path = `/settings${part}` as const;
  return { path, load: async () => (await import("../settings/pages")).PAGES[path]() };
}
