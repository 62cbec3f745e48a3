import type { Route } from "../../ui";
import type { PAGES } from "../settings/pages";

/** What follows `/settings` in the path of a screen of the settings. */
type Part = keyof typeof PAGES extends `/settings${infer P}` ? P : never;

/** All of them, as keys: a missing one would be a screen without an address. `clinic`: with the texts of a clinic's settings. */
const SETTINGS: Readonly<Record<Part, "own" | "clinic">> = {
  ...{ "": "own", "/new-phone": "own", "/devices": "own", "/appearance": "own", "/lock": "own", "/skin": "own", "/reminders": "own" },
  ...{ "/data": "own", "/data/account": "own", "/data/treatments/:id": "own" },
  ...{ "/clinic": "clinic", "/team": "clinic", "/log": "clinic", "/team/:id": "clinic", "/team/:id/handover": "clinic" },
  ...{ "/colleague": "clinic", "/records": "clinic", "/presets": "clinic" },
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
  ...settingsOf("own"),
];

/** The settings of a clinic, which have texts of their own. */
export const clinicRoutes: readonly Route[] = settingsOf("clinic");

function settingsOf(whose: "own" | "clinic"): readonly Route[] {
  return (Object.keys(SETTINGS) as Part[]).filter((part) => SETTINGS[part] === whose).map(settings);
}

function settings(part: Part): Route {
  const path = `/settings${part}` as const;
  return { path, load: async () => (await import("../settings/pages")).PAGES[path]() };
}
