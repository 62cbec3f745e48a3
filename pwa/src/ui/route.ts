import type { ComponentType } from "preact";

/** What a screen is given: the named parts of its path. */
export interface ScreenProps {
  params: Readonly<Record<string, string>>;
}

/** A screen and its place. */
export interface Route {
  /** Its parts after a colon are named: `/clinic/review/:id`. */
  path: string;
  /** Brings the screen's own chunk: `() => import("./today/today")`, whose default export it is. */
  load: () => Promise<{ default: ComponentType<ScreenProps> }>;
  /** Without the navigation bar: a camera, a ceremony. */
  bare?: boolean;
}
