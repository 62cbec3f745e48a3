/** Where the person is: the address bar as a signal, and the few things that a screen needs of a router. */
import { computed, signal } from "@preact/signals";
import type { AnchorHTMLAttributes } from "preact";

type Go = (to: string, how?: { replace?: boolean }) => void;
type Params = Readonly<Record<string, string>>;

const browser = typeof window !== "undefined";
const address = signal(read());
const path = computed(() => address.value.split("?", 1)[0] ?? "/");

function read(): string {
  return browser ? location.pathname + location.search : "/";
}

if (browser) addEventListener("popstate", () => (address.value = read()));

/** Goes to another screen, to its top. `replace`: "back" does not lead here again. */
export const go: Go = (to, { replace = false } = {}) => {
  history[replace ? "replaceState" : "pushState"](null, "", to);
  address.value = read();
  scrollTo(0, 0);
};

/** The path on screen, and how to leave it. */
export function useLocation(): readonly [string, Go] {
  return [path.value, go];
}

/** What stands behind the `?`. */
export function useSearchParams(): readonly [URLSearchParams] {
  return [new URLSearchParams(address.value.slice(path.value.length))];
}

/** A link to another screen; opens a tab of its own as every link does when asked to. */
export function Link({ href, ...rest }: AnchorHTMLAttributes & { href: string }) {
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
  };
  return <a {...rest} href={href} onClick={follow} />;
}

/** The named parts of a path that has the pattern's form (`/clinic/review/:id`); nothing if it has not. */
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
    return part; // somebody typed a lone %
  }
}
