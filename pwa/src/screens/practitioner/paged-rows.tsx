import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import type { Page, Paged } from "../../state/paged";
import { ActionError, Button } from "../../ui";

/** The button for the next page. Where the browser can tell, reaching it by scrolling is enough. */
export function MoreRows<P extends Page>({ paged }: { paged: Paged<P> }) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(paged.more);
  latest.current = paged.more;
  const left = paged.loaded.state === "ready" && paged.loaded.value.at(-1)?.next !== null;
  useEffect(() => {
    if (!left || place.current === null || !("IntersectionObserver" in globalThis)) return undefined;
    const watcher = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && latest.current());
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [left, paged.loaded]);
  if (!left) return null;
  return (
    <div ref={place} class="more-rows">
      <ActionError problem={paged.moreProblem} retry={paged.more} />
      {paged.moreProblem === undefined && <Button kind="quiet" busy={paged.loadingMore} onClick={paged.more}>{t("practitioner.list.more")}</Button>}
    </div>
  );
}
