import { useEffect, useState } from "preact/hooks";
import { previewSheet, type SampleTreatment } from "../../actions/sheets";
import { localDate } from "../../domain/dates";
import type { Timeline } from "../../domain/timeline";
import type { ProblemCode } from "../../domain/vocabulary";
import { language, languages } from "../../i18n";
import type { SheetDocument, SheetReport } from "../../state/authoring";
import { phoneTimeZone } from "../../state/clock";
import { codeOf } from "../../state/problem-code";
import { flagsOf } from "./editing";
import type { Reports } from "./phone/scene";

const DEBOUNCE_MS = 500;

/**
 * The report on the sheet as it is now, and its timeline for a sample treatment: the last valid one while there are
 * faults.
 */
interface CheckedSheet {
  readonly report: SheetReport | null;
  readonly timeline: Timeline | null;
  /** Why the sheet as it is now could not be checked; what is shown then belongs to an earlier state of the sheet. */
  readonly problem: ProblemCode | undefined;
}

/** What the preview is about: the sample treatment, the hour, and what the made-up patient has reported. */
interface Setting {
  readonly sample: SampleTreatment;
  readonly changeSample: (part: Partial<SampleTreatment>) => void;
  /** Hours since the sample treatment. */
  readonly hour: number;
  readonly goTo: (hour: number) => void;
  readonly reports: Reports;
  /** Let the patient report something at the hour that is shown, or take it back. */
  readonly confirm: (name: string, holds: boolean) => void;
  /** The language of the patient, as an ISO code. */
  readonly speaks: string;
  readonly speak: (code: string) => void;
}

export interface SheetPreview extends CheckedSheet, Setting {
  /** Check the sheet once more. */
  readonly again: () => void;
}

/** Check the sheet half a second after the last change. */
export function useSheetPreview(sheet: SheetDocument): SheetPreview {
  const setting = useSetting(sheet);
  const [tries, setTries] = useState(0);
  const again = (): void => setTries((count) => count + 1);
  const checked = useCheckedSheet(sheet, setting.sample, tries);
  useEffect(() => {
    if (checked.problem !== "offline") return undefined;
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, [checked.problem]);
  return { ...checked, ...setting, again };
}

function useCheckedSheet(sheet: SheetDocument, sample: SampleTreatment, tries: number): CheckedSheet {
  const [checked, setChecked] = useState<CheckedSheet>({ report: null, timeline: null, problem: undefined });
  useEffect(() => {
    let stale = false;
    const known = new Set(flagsOf(sheet));
    const show = (next: (last: CheckedSheet) => CheckedSheet): void => {
      if (!stale) setChecked(next);
    };
    const timer = setTimeout(() => {
      previewSheet(sheet, { ...sample, flags: sample.flags.filter((flag) => known.has(flag)) }).then(
        (now) => show((last) => ({ report: now.report, timeline: now.timeline ?? last.timeline, problem: undefined })),
        (thrown: unknown) => show((last) => ({ ...last, problem: codeOf(thrown) })),
      );
    }, DEBOUNCE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [sheet, sample, tries]);
  return checked;
}

/** In the middle of a working day: what comes 24 hours later is not at night. */
const TREATED_AT = "T10:00";

/** A little over a day: by then, most sheets have changed something but do not allow everything yet. */
const FIRST_HOUR = 30;

function useSetting(sheet: SheetDocument): Setting {
  const [sample, setSample] = useState(firstSample);
  const [hour, goTo] = useState(FIRST_HOUR);
  const [reports, setReports] = useState<Reports>({});
  const [chosen, speak] = useState<string>();
  const others = (name: string): Reports => Object.fromEntries(Object.entries(reports).filter(([each]) => each !== name));
  return {
    ...{ sample, hour, goTo, reports, speak },
    changeSample: (part) => setSample((old) => ({ ...old, ...part })),
    confirm: (name, holds) => setReports(holds ? { ...others(name), [name]: hour } : others(name)),
    speaks: chosen ?? likelyLanguage(sheet),
  };
}

/** Treated today. */
function firstSample(): SampleTreatment {
  const timeZone = phoneTimeZone();
  return { at: localDate(Date.now(), timeZone) + TREATED_AT, timeZone, flags: [] };
}

/** The author's language if the sheet is written in it, else the sheet's own. */
function likelyLanguage(sheet: SheetDocument): string {
  const has = (code: string): boolean => sheet.rules.some(({ says }) => typeof says !== "string" && code in says);
  return has(language.value) || !languages.includes(sheet.language) ? language.value : sheet.language;
}
