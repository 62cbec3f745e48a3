import { useState } from "preact/hooks";
import { loadFormDraft } from "../../actions/form-drafts";
import { me } from "../../state/auth-session";
import type { PlanningCalendar } from "../../state/clinic";
import { useFormDraft } from "./form-draft";
import { wallClock } from "./when";

/** What is chosen and not saved yet. All are empty until something is chosen. */
export interface PlanForm {
  readonly day: string;
  readonly time: string;
  readonly reason: string;
}

function draftName(treatmentId: string): string {
  return `plan ${me()?.id ?? ""} ${treatmentId}`;
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
export function usePlanForm(calendar: PlanningCalendar) {
  const name = draftName(calendar.treatment_id);
  const planned = formOf(calendar);
  const reasonOf = (day: string): string => (day === planned.day ? planned.reason : "");
  const [form, setForm] = useState<PlanForm>(() => ({ ...planned, ...loadFormDraft(name) }));
  const touched = !isSame(form, planned);
  return {
    ...{ form, touched },
    ...useFormDraft(name, touched ? form : null),
    change: (part: Partial<PlanForm>) => setForm((old) => ({ ...old, ...part })),
    /** The reason of the plan that stands is about its own day: it does not go along to another one. */
    choose: (day: string) => setForm((old) => ({ ...old, day, reason: old.reason === reasonOf(old.day) ? reasonOf(day) : old.reason })),
    discard: () => setForm(planned),
  };
}
