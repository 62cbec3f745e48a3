import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

const NAME = "--desk-bar-height";

/** Tell the styles how high the bar is, so that what scrolls below it is never covered. */
export function useBarHeight(bar: RefObject<HTMLElement>): void {
  useEffect(() => {
    const element = bar.current;
    if (!element) return undefined;
    const root = document.documentElement.style;
    const measure = (): void => root.setProperty(NAME, `${element.getBoundingClientRect().height}px`);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => {
      observer.disconnect();
      root.removeProperty(NAME);
    };
  }, []);
}
