import type { ComponentChildren } from "preact";
import { ActionError } from "./action-error";
import { ErrorBoundary } from "./error-boundary";
import { Skeleton } from "./notice";

type Loadable<T> = { readonly state: "loading" } | { readonly state: "ready"; readonly value: T } | { readonly state: "failed"; readonly code: string };

interface WhenLoadedProps<T> {
  loaded: Loadable<T>;
  again: () => void;
  /** Grey lines while it loads. */
  lines?: number;
  /** What surrounds the grey lines and the failure, for a screen whose title comes with the answer. */
  frame?: (content: ComponentChildren) => ComponentChildren;
  children: (value: T) => ComponentChildren;
}

/**
 * What was loaded, or grey lines, or why it failed with a retry. An answer that `children` cannot show, because its shape
 * is not the contract's, is a failed load too, never a blank page.
 */
export function WhenLoaded<T>({ loaded, again, lines = 3, frame = (content) => content, children }: WhenLoadedProps<T>) {
  if (loaded.state === "loading") return <>{frame(<Skeleton lines={lines} />)}</>;
  if (loaded.state === "failed") return <>{frame(<ActionError problem={loaded.code} retry={again} />)}</>;
  return (
    <ErrorBoundary of={loaded} fallback={frame(<ActionError problem="bad-response" retry={again} />)}>
      <Ready value={loaded.value} show={children} />
    </ErrorBoundary>
  );
}

/** A component of its own, so that the boundary above catches what `show` throws. */
function Ready<T>({ value, show }: { value: T; show: (value: T) => ComponentChildren }) {
  return <>{show(value)}</>;
}
