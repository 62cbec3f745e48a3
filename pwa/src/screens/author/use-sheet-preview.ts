import { useEffect, useState } from "preact/hooks";
import { previewSheet, type SampleTreatment } from "../../actions/sheets";
import type { Timeline } from "../../domain/timeline";
import type { SheetDocument, SheetReport } from "../../state/authoring";
import { phoneTimeZone, wallClock } from "../practitioner/when";
import { flagsOf } from "./editing";

const CALM_MS = 500;

/** What the sheet as it is written now says; `timeline` stays the last sound one while there are faults. */
export interface Look {
  readonly report: SheetReport | null;
  readonly timeline: Timeline | null;
  readonly imagined: SampleTreatment;
  readonly imagine: (part: Partial<SampleTreatment>) => void;
}

/** Looks again half a second after the last change. */
export function useLook(sheet: SheetDocument): Look {
  const [imagined, setImagined] = useState<SampleTreatment>(() => ({ at: wallClock(Date.now(), phoneTimeZone()), timeZone: phoneTimeZone(), flags: [] }));
  const [seen, setSeen] = useState<{ report: SheetReport | null; timeline: Timeline | null }>({ report: null, timeline: null });
  useEffect(() => {
    let stale = false;
    const known = new Set(flagsOf(sheet));
    const timer = setTimeout(() => {
      previewSheet(sheet, { ...imagined, flags: imagined.flags.filter((flag) => known.has(flag)) })
        .then((now) => {
          if (!stale) setSeen((old) => ({ report: now.report, timeline: now.timeline ?? old.timeline }));
        })
        .catch(() => undefined); // no network: the last look stays; saving will say so
    }, CALM_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [sheet, imagined]);
  return { ...seen, imagined, imagine: (part) => setImagined((old) => ({ ...old, ...part })) };
}
