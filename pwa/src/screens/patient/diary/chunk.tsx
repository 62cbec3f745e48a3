import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface ChunkProps {
  /** Whether it is drawn at once, because it is in view. */
  readonly inView: boolean;
  /** The height in pixels that is reserved until it has been drawn. */
  readonly height: number;
  readonly children: () => ComponentChildren;
}

/** How far from the screen a part is drawn: about two screens of a phone, so that nobody scrolls into a blank. */
const NEAR = "1600px";

const canObserve = (): boolean => typeof IntersectionObserver !== "undefined";

/** A part of a long list that is drawn only while it is near the screen, so that the number of elements stays small. */
export function Chunk({ inView, height, children }: ChunkProps) {
  const [near, setNear] = useState(inView || !canObserve());
  const [reserved, setReserved] = useState(height);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element || !canObserve()) return;
    const observer = new IntersectionObserver(
      ([seen]) => {
        if (!seen) return;
        const holdsFocus = element.contains(document.activeElement);
        if (!seen.isIntersecting && !holdsFocus) setReserved((last) => seen.boundingClientRect.height || last);
        setNear(seen.isIntersecting || holdsFocus);
      },
      { rootMargin: NEAR },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} class="stack" style={near ? {} : { minHeight: `${reserved}px` }}>
      {near && children()}
    </div>
  );
}
