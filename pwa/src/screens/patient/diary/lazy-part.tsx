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

/** The parts of the diary that are looked at less often; their code comes when they are. */
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
