import type { ComponentType } from "preact";

/** The props of a screen: the named parts of its path. */
export interface ScreenProps {
  params: Readonly<Record<string, string>>;
}

/** A screen and its path. */
export interface Route {
  /** Parts after a colon are named: `/clinic/review/:id`. */
  path: string;
  /** Loads the chunk whose default export is the screen: `() => import("./today/today")`. */
  load: () => Promise<{ default: ComponentType<ScreenProps> }>;
  /** Hides the navigation: for sign-in and sign-up, and for a task that has the whole screen. */
  bare?: boolean;
}
