import { useEffect, useRef, useState } from "preact/hooks";
import { loadRecordDraft, saveRecordDraft } from "../../actions/record-drafts";
import type { ProblemCode } from "../../domain/vocabulary";
import { me } from "../../state/auth-session";
import type { PlanningCalendar } from "../../state/clinic";
import { codeOf } from "../../state/problem-code";
import { wallClock } from "./when";

/** What is chosen and not saved yet. Both are empty until something is chosen. */
export interface PlanForm {
  readonly day: string;
  readonly time: string;
  readonly reason: string;
}

function draftName(treatmentId: string): string {
  return `plan-draft ${me()?.id ?? ""} ${treatmentId}`;
}

/** Load what was chosen before the screen was left. What cannot be read does not keep anyone from planning. */
export async function loadPlanDraft(treatmentId: string): Promise<PlanForm | undefined> {
  return loadRecordDraft<PlanForm>(draftName(treatmentId)).catch(() => undefined);
}

/** The form as it is before anything is chosen: what is planned. */
export function formOf({ next_treatment_at: at, time_zone: zone, plans }: PlanningCalendar): PlanForm {
  if (at === null) return { day: "", time: "", reason: "" };
  const [day = "", time = ""] = wallClock(Date.parse(at), zone).split("T");
  return { day, time, reason: plans[0]?.reason ?? "" };
}

function isSame(one: PlanForm, other: PlanForm): boolean {
  return one.day === other.day && one.time === other.time && one.reason === other.reason;
}

/** The form, which leaving the screen and a reload keep until it is saved. */
export function usePlanForm(calendar: PlanningCalendar, draft: PlanForm | undefined) {
  const name = draftName(calendar.treatment_id);
  const planned = formOf(calendar);
  const reasonOf = (day: string): string => (day === planned.day ? planned.reason : "");
  const [form, setForm] = useState(draft ?? planned);
  const [problem, setProblem] = useState<ProblemCode>();
  const isSaved = useRef(false);
  const touched = !isSame(form, planned);
  useEffect(() => {
    if (isSaved.current) return;
    saveRecordDraft(name, touched ? form : null).then(() => setProblem(undefined), (thrown: unknown) => setProblem(codeOf(thrown)));
  }, [form, touched]);
  return {
    ...{ form, touched, problem },
    change: (part: Partial<PlanForm>) => setForm((old) => ({ ...old, ...part })),
    /** The reason of the plan that stands is about its own day: it does not go along to another one. */
    choose: (day: string) => setForm((old) => ({ ...old, day, reason: old.reason === reasonOf(old.day) ? reasonOf(day) : old.reason })),
    discard: () => setForm(planned),
    /** Drop the draft, because it is planned now. */
    finish: async () => {
      isSaved.current = true;
      await saveRecordDraft(name, null).catch(() => undefined); // the plan is safe, and the draft says the same
    },
  };
}
