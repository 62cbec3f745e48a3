import { useEffect, useRef } from "preact/hooks";

interface Mark {
  readonly closes: string;
}

/** Lets the back button close what covers the screen, instead of leaving the screen. */
export function useBackCloses(onClose: () => void): void {
  const latest = useRef(onClose);
  latest.current = onClose;
  useEffect(() => {
    const mark: Mark = { closes: crypto.randomUUID() };
    history.pushState(mark, "");
    const back = (): void => latest.current();
    addEventListener("popstate", back);
    return () => {
      removeEventListener("popstate", back);
      // closed in another way: take our entry back; a screen that was opened from here has replaced it
      if ((history.state as Partial<Mark> | null)?.closes === mark.closes) history.back();
    };
  }, []);
}
