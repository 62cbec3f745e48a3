import type { Session } from "./session";

/** Who may be on a screen; anyone without. */
export type Role = "patient" | "practitioner";

/** Where someone belongs who may not be here: in, if signed out; home, if on the other side. Nothing: they may stay. */
export function redirectFor(role: Role | undefined, path: string, now: Session): string | undefined {
  if (role === undefined) return now.state !== "in" && path.startsWith("/settings") ? entrance(path) : undefined;
  if (now.state !== "in") return entrance(path);
  if (now.me.role === role) return undefined;
  return now.me.role === "patient" ? "/" : "/clinic";
}

/** The way in, which leads back to where somebody wanted to go. */
function entrance(path: string): string {
  return path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
}

/** Where to go after signing in: what was asked for, if it is a path of our own, else home. */
export function safeNext(next: string | null, role: Role | undefined): string {
  // "//elsewhere" and "/\\elsewhere" are other hosts to a browser.
  if (next !== null && /^\/(?![/\\])/.test(next)) return next;
  return role === "practitioner" ? "/clinic" : "/";
}
