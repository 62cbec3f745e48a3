/** A minimal router: the address bar as a signal, navigation, links and path patterns. */
import { computed, signal } from "@preact/signals";
import type { AnchorHTMLAttributes } from "preact";
import { coverHere, screenHere } from "./back-closes";

type Go = (to: string, how?: { replace?: boolean }) => void;
type Params = Readonly<Record<string, string>>;

const browser = typeof window !== "undefined";
const address = signal(read());
/** The path on screen. */
export const path = computed(() => address.value.split("?", 1)[0] ?? "/");

function read(): string {
  return browser ? location.pathname + location.search : "/";
}

if (browser) addEventListener("popstate", () => (address.value = read()));

/** Go to the top of another screen, in the place of a panel if one has an entry. With `replace`, "back" does not lead to the current screen. */
export const go: Go = (to, { replace = false } = {}) => {
  const isCovered = coverHere() !== undefined;
  history[replace || isCovered ? "replaceState" : "pushState"](null, "", to);
  if (!replace || !isCovered) screenHere(); // otherwise going back skips the screen below the panel, too
  address.value = read();
  scrollTo(0, 0);
};

/** The current path, and the function to leave it. */
export function useLocation(): readonly [string, Go] {
  return [path.value, go];
}

/** The query parameters of the current address. */
export function useSearchParams(): readonly [URLSearchParams] {
  return [new URLSearchParams(address.value.slice(path.value.length))];
}

/** A link to another screen. Modifier keys and the middle button open a new tab, as with any link. */
export function Link({ href, ...rest }: AnchorHTMLAttributes & { href: string }) {
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
  };
  return <a {...rest} href={href} onClick={follow} />;
}

/** The named parts of a path that matches the pattern (`/clinic/review/:id`); undefined if it does not match. */
export function matched(pattern: string, path: string): Params | undefined {
  const [expected, actual] = [pattern, path].map((text) => text.replace(/\/$/, "").split("/")) as [string[], string[]];
  if (expected.length !== actual.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of expected.entries()) {
    const value = actual[at] ?? "";
    if (part.startsWith(":") && value !== "") params[part.slice(1)] = plain(value);
    else if (part !== value) return undefined;
  }
  return params;
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a lone % in a typed address
  }
}
