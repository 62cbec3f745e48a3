import { useEffect, useState } from "preact/hooks";
import { previewSheet, type SampleTreatment } from "../../actions/sheets";
import type { Timeline } from "../../domain/timeline";
import type { SheetDocument, SheetReport } from "../../state/authoring";
import { phoneTimeZone } from "../../state/clock";
import { wallClock } from "../practitioner/when";
import { flagsOf } from "./editing";

const DEBOUNCE_MS = 500;

/** The report on the sheet as it is now, and its timeline for a sample treatment: the last valid one while there are faults. */
export interface SheetPreview {
  readonly report: SheetReport | null;
  readonly timeline: Timeline | null;
  readonly sample: SampleTreatment;
  readonly changeSample: (part: Partial<SampleTreatment>) => void;
}

/** Check the sheet half a second after the last change. */
export function useSheetPreview(sheet: SheetDocument): SheetPreview {
  const [sample, setSample] = useState<SampleTreatment>(() => ({ at: wallClock(Date.now(), phoneTimeZone()), timeZone: phoneTimeZone(), flags: [] }));
  const [shown, setShown] = useState<{ report: SheetReport | null; timeline: Timeline | null }>({ report: null, timeline: null });
  useEffect(() => {
    let stale = false;
    const known = new Set(flagsOf(sheet));
    const timer = setTimeout(() => {
      previewSheet(sheet, { ...sample, flags: sample.flags.filter((flag) => known.has(flag)) })
        .then((now) => {
          if (!stale) setShown((old) => ({ report: now.report, timeline: now.timeline ?? old.timeline }));
        })
        .catch(() => undefined); // offline: the last preview stays, and saving will say so
    }, DEBOUNCE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [sheet, sample]);
  return { ...shown, sample, changeSample: (part) => setSample((old) => ({ ...old, ...part })) };
}
