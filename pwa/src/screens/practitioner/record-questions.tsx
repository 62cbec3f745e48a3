import { loadBeforeNext } from "../../actions/patients";
import type { Area } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import type { BeforeNext, TreatmentForClinic } from "../../state/clinic";
import { useLoaded, type Loaded } from "../../state/loaded";
import { ActionError, Banner } from "../../ui";
import { areaLabel } from "../labels";
import { toNumber, type AreaInput, type RecordForm } from "./record-form";
import { FindingLine } from "./review-facts";
import { instantOf } from "./when";

/** What a form asks beside a field. It never keeps anyone from saving, and names whose number or day it is. */
export interface Questions {
  readonly before: BeforeNext | null;
  readonly loaded: Loaded<BeforeNext | null>;
  readonly again: () => void;
}

/** Load what to consider for the chosen patient; nothing for a new one. */
export function useQuestions(clinicPatientId: string | null): Questions {
  const [loaded, again] = useLoaded(() => (clinicPatientId === null ? Promise.resolve(null) : loadBeforeNext(clinicPatientId)), clinicPatientId ?? "");
  return { before: loaded.state === "ready" ? loaded.value : null, loaded, again };
}

/** Whether to treat today, with what is still open in the shared diary of the last session. */
export function OpenFindings({ before, loaded, again }: Questions) {
  if (loaded.state === "failed") return <ActionError problem={loaded.code} title={t("practitioner.record.ask.failed")} retry={again} />;
  if (!before || before.findings.length === 0) return null;
  return (
    <Banner tone="attention" title={t("practitioner.record.ask.finding", { date: shortDate(before.treated_at, before.time_zone) })}>
      <ul>
        {before.findings.map((finding) => (
          <li key={`${finding.kind} ${finding.symptom ?? finding.sign ?? ""} ${finding.area ?? ""}`}>
            <FindingLine finding={finding} timeZone={before.time_zone} />
          </li>
        ))}
      </ul>
      <p>{t("practitioner.record.ask.finding.text")}</p>
    </Banner>
  );
}

/** Whether the time is right, if the sheet of the last session names a later day. */
export function TooEarly({ form: { at, timeZone }, before }: { form: RecordForm; before: BeforeNext | null }) {
  const [treated, opens] = [instantOf(at, timeZone), before?.opens_at ?? null];
  if (!before || treated === null || opens === null || Date.parse(treated) >= Date.parse(opens)) return null;
  const [last, date] = [shortDate(before.treated_at, before.time_zone), shortDate(opens, before.time_zone)];
  return <Banner tone="attention"><p>{t("practitioner.record.ask.early", { sheet: before.sheet_title, last, date })}</p></Banner>;
}

/** Whether a depth is right that is beyond every earlier one of the clinic for this area. */
export function TooDeep({ input: { area, depth }, treatments }: { input: AreaInput; treatments: readonly TreatmentForClinic[] }) {
  const deepest = deepestOf(area, treatments);
  if (deepest === undefined || !(toNumber(depth) > deepest)) return null;
  return <Banner tone="attention"><p>{t("practitioner.record.ask.deep", { area: areaLabel(area), depth: deepest })}</p></Banner>;
}

/** The deepest needling of an area that the clinic has recorded; undefined if it never has. */
export function deepestOf(area: Area, treatments: readonly TreatmentForClinic[]): number | undefined {
  const depths = treatments.flatMap(({ record }) => (record.kind === "needling" ? record.areas.filter((each) => each.area === area).map(({ depth_mm }) => depth_mm) : []));
  return depths.length === 0 ? undefined : Math.max(...depths);
}
