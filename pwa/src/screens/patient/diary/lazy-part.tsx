import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Banner, Skeleton } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";

type Part = ComponentType<{ treatment: Treatment }>;

const PARTS = {
  photos: () => import("./gallery"),
  compare: () => import("./compare"),
  lines: () => import("./chart"),
} as const;

/** Loads a view of the diary when it is opened: these are used less often. */
export function LazyPart({ view, treatment }: { view: keyof typeof PARTS; treatment: Treatment }) {
  const [Loaded, setShown] = useState<Part | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    PARTS[view]().then(
      (loaded) => setShown(() => loaded.default),
      () => setFailed(true),
    );
  }, [view]);
  if (failed) return <Banner tone="attention">{t("common.failed.load")}</Banner>;
  return Loaded ? <Loaded treatment={treatment} /> : <Skeleton lines={6} />;
}
