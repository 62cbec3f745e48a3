import { useEffect, useRef } from "preact/hooks";
import { recallList, rememberList, type LeftList } from "../../state/list-memory";
import { isTyping } from "../../ui";

const ROWS = "#content .rows a.line";

/** Move through the rows of the screen with the keys: `/` to the search, `j` and `k` to the next and previous row. */
export function useListKeys(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (event.key === "ArrowDown" && document.activeElement?.matches("#content input[type=search]")) move(event, 1);
      else if (isTyping()) return;
      else if (event.key === "/") focusSearch(event);
      else if (step !== 0) move(event, step);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

function focusSearch(event: KeyboardEvent): void {
  const search = document.querySelector<HTMLInputElement>("#content input[type=search]");
  if (search === null) return;
  event.preventDefault(); // the key itself must not be typed
  search.focus();
  search.select();
}

function move(event: KeyboardEvent, step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)];
  const current = rows.findIndex((row) => row === document.activeElement);
  const next = current === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, current + step));
  if (rows[next] === undefined) return;
  event.preventDefault();
  rows[next].focus();
}

/** How the list was when it was left; read once, before it is overwritten. */
export function useLeftList<View>(list: string): LeftList<View> | undefined {
  const left = useRef<{ readonly list: LeftList<View> | undefined } | undefined>(undefined);
  left.current ??= { list: recallList<View>(list) };
  return left.current.list;
}

interface Remembered<View> {
  readonly view: View;
  readonly pages: number;
  /** Whether the rows are on the screen, so that it can be scrolled. */
  readonly ready: boolean;
}

/** Scroll back to where the list was left, once; from then on, remember its view, its pages and where it is. */
export function useRememberedList<View>(list: string, { view, pages, ready }: Remembered<View>, left: LeftList<View> | undefined): void {
  const restored = useRef(false);
  const now = useRef({ view, pages });
  now.current = { view, pages };
  useEffect(() => {
    if (!ready) {
      // a reload before the rows are here must find the list, too
      rememberList(list, { view, pages: left?.pages ?? 1, scroll: left?.scroll ?? 0 });
      return;
    }
    if (!restored.current) scrollTo(0, left?.scroll ?? 0);
    restored.current = true;
    rememberList(list, { ...now.current, scroll: scrollY });
  }, [ready, pages, JSON.stringify(view)]);
  useEffect(() => {
    let waiting = 0;
    const scrolled = (): void => {
      cancelAnimationFrame(waiting);
      const here = location.pathname;
      waiting = requestAnimationFrame(() => {
        // Leaving the screen scrolls, too: by then, the address is another one.
        if (restored.current && location.pathname === here) rememberList(list, { ...now.current, scroll: scrollY });
      });
    };
    addEventListener("scroll", scrolled, { passive: true });
    return () => {
      cancelAnimationFrame(waiting);
      removeEventListener("scroll", scrolled);
    };
  }, []);
}
