import type { AuthSession } from "./auth-session";

/** The role that a screen requires; screens without one are open to anyone. */
export type Role = "patient" | "practitioner";

/** Where to redirect a person who may not see the path: to sign-in or to their own start screen. Undefined if they may. */
export function redirectFor(role: Role | undefined, path: string, now: AuthSession): string | undefined {
  if (role === undefined) return now.state !== "in" && path.startsWith("/settings") ? entrance(path) : undefined;
  if (now.state !== "in") return entrance(path);
  if (now.me.role === role) return undefined;
  return now.me.role === "patient" ? "/" : "/clinic";
}

/** The sign-in path, which returns to `path` afterwards. */
function entrance(path: string): string {
  return path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
}

/** Where to go after signing in: the requested path if it is one of our own, else the start screen. */
export function safeNext(next: string | null, role: Role | undefined): string {
  // A browser takes "//elsewhere" and "/\\elsewhere" for another host.
  if (next !== null && /^\/(?![/\\])/.test(next)) return next;
  return role === "practitioner" ? "/clinic" : "/";
}
