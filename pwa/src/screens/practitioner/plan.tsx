import { useEffect, useState } from "preact/hooks";
import { loadPlanning, planNextTreatment, type Plan } from "../../actions/planning";
import { t } from "../../i18n";
import { dateAndTime } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import type { PlanningCalendar, PlanVersion } from "../../state/clinic";
import { useLoaded } from "../../state/loaded";
import { ActionError, Banner, BottomSheet, Button, Screen, toast, useLocation, useSearchParams, WhenLoaded, type ScreenProps } from "../../ui";
import { PlanCalendar } from "./plan-calendar";
import { PlanChoice } from "./plan-choice";
import { usePlanForm } from "./plan-draft";
import { planText } from "./plan-words";
import { instantOf, wallClock } from "./when";
import "./clinic.css";
import "./plan.css";

/** Plans, moves or cancels the session after a treatment, by a calendar that says what is for and against each day. */
export default function PlanNext({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [loaded, again] = useLoaded(() => loadPlanning(id), id);
  const [query] = useSearchParams();
  const calendar = loaded.state === "ready" ? loaded.value : null;
  const patient = calendar === null ? "/clinic/patients" : `/clinic/patients/${calendar.clinic_patient_id}`;
  const back = query.get("from") === "review" ? `/clinic/review/${id}` : patient;
  return (
    <Screen wide title={t("practitioner.plan.title")} back={back} {...(calendar && { lead: leadOf(calendar) })}>
      <WhenLoaded loaded={loaded} again={again} lines={8}>
        {(first) => <Planning key={id} first={first} back={back} />}
      </WhenLoaded>
    </Screen>
  );
}

/** "Mei Tanaka · planned Fri 18 Dec, 14:00" */
function leadOf({ patient_name: name, next_treatment_at: at, time_zone: zone }: PlanningCalendar): string {
  return `${name} · ${at === null ? t("practitioner.plan.none") : t("practitioner.plan.planned", { date: dateAndTime(at, zone) })}`;
}

function Planning({ first, back }: { first: PlanningCalendar; back: string }) {
  const [calendar, setCalendar] = useState(first);
  const { form, touched, problem, change, choose, discard, finish } = usePlanForm(calendar);
  const [checked, setChecked] = useState(false);
  const at = instantOf(`${form.day}T${form.time}`, calendar.time_zone);
  const { saving, cancelling, theirs } = usePlanning(calendar, setCalendar, { at, reason: form.reason.trim(), finish, back });
  const planned = calendar.next_treatment_at === null ? null : wallClock(Date.parse(calendar.next_treatment_at), calendar.time_zone).slice(0, 10);
  const day = calendar.days.find((each) => each.day === form.day) ?? null;
  const save = () => {
    setChecked(true);
    if (at !== null) saving.run(); // without a time it would be cancelled
  };
  return (
    <form class="plan" onSubmit={(event) => { event.preventDefault(); save(); }} noValidate>
      {theirs && <Theirs plan={theirs} timeZone={calendar.time_zone} />}
      <div class="plan__columns">
        <PlanCalendar days={calendar.days} chosen={form.day} planned={planned} start={planned ?? calendar.earliest ?? calendar.opens_on ?? ""} onChoose={choose} />
        <PlanChoice calendar={calendar} day={day} form={form} change={change} missing={checked && at === null} />
      </div>
      {planned !== null && <Cancelling calendar={calendar} cancelling={cancelling} />}
      <History calendar={calendar} />
      <ActionError {...saving} />
      {problem && <ActionError problem={problem} title={t("practitioner.record.draft.failed")} />}
      <div class="plan__bar">
        <Button submit busy={saving.busy} disabled={!touched || form.day === ""}>{t("practitioner.plan.save")}</Button>
        {touched && <Button kind="plain" onClick={discard}>{t("practitioner.plan.discard")}</Button>}
      </div>
    </form>
  );
}

interface Choice {
  readonly at: string | null;
  readonly reason: string;
  readonly finish: () => void;
  readonly back: string;
}

/**
 * Saves against the plan that the person has seen. If somebody else was faster, their plan is shown, and the next attempt
 * counts as having seen it. What was chosen stays as it is.
 */
function usePlanning(calendar: PlanningCalendar, setCalendar: (calendar: PlanningCalendar) => void, { at, reason, finish, back }: Choice) {
  const { treatment_id: id, version, joined, patient_name: name } = calendar;
  const [theirs, setTheirs] = useState<PlanVersion>();
  const [, go] = useLocation();
  const plan = async (wanted: Plan) => {
    await planNextTreatment(id, wanted);
    finish();
  };
  const done = (text: string) => () => {
    toast(text);
    go(back);
  };
  const saved = joined ? t("practitioner.plan.saved", { name }) : t("practitioner.plan.saved.alone");
  const saving = useAsyncAction(() => plan({ at, reason, version }), done(saved));
  const cancelled = joined ? t("practitioner.plan.cancelled.seen", { name }) : t("practitioner.plan.cancelled.alone");
  const cancelling = useAsyncAction(() => plan({ at: null, reason: "", version }), done(cancelled));
  const looking = useAsyncAction(() => loadPlanning(id), (now) => {
    setCalendar(now);
    setTheirs(now.plans[0]);
  });
  useEffect(() => {
    if (saving.problem === "plan-changed" || cancelling.problem === "plan-changed") looking.run();
  }, [saving.problem, cancelling.problem]);
  return { saving, cancelling, theirs };
}

/** What somebody else has planned since the screen was opened. */
function Theirs({ plan, timeZone }: { plan: PlanVersion; timeZone: string }) {
  return (
    <Banner tone="attention" title={t("practitioner.plan.theirs")}>
      <p>{lineOf(plan, timeZone)}</p>
    </Banner>
  );
}

/** Cancels the planned session, after a question: its patient is told. */
function Cancelling({ calendar, cancelling }: { calendar: PlanningCalendar; cancelling: ReturnType<typeof usePlanning>["cancelling"] }) {
  const [open, setOpen] = useState(false);
  const { next_treatment_at: at, time_zone: zone, joined, patient_name: name } = calendar;
  return (
    <div>
      <Button kind="quiet" icon="remove" onClick={() => setOpen(true)}>{t("practitioner.plan.cancel")}</Button>
      <BottomSheet open={open} title={t("practitioner.plan.cancel")} onClose={() => setOpen(false)}>
        <p>{t("practitioner.plan.cancel.text", { date: planText({ next_treatment_at: at }, zone) })}</p>
        {joined && <p>{t("practitioner.plan.cancel.told", { name })}</p>}
        <ActionError {...cancelling} />
        <div class="row">
          <Button busy={cancelling.busy} onClick={cancelling.run}>{t("practitioner.plan.cancel")}</Button>
          <Button kind="quiet" onClick={() => setOpen(false)}>{t("practitioner.plan.cancel.keep")}</Button>
        </div>
      </BottomSheet>
    </div>
  );
}

/** Who planned what, the newest first. */
function History({ calendar: { plans, time_zone: zone } }: { calendar: PlanningCalendar }) {
  if (plans.length === 0) return null;
  return (
    <details class="more">
      <summary>{t("practitioner.plan.history")}</summary>
      <ul class="stack-s">{plans.map((plan) => <li key={plan.version}>{lineOf(plan, zone)}</li>)}</ul>
    </details>
  );
}

/** "Fri 18 Dec, 14:00 · Jo Berg, Mon 23 Nov, 10:12 · She travels." */
function lineOf(plan: PlanVersion, timeZone: string): string {
  const by = [plan.planned_by, dateAndTime(plan.planned_at)].filter((part) => part !== null).join(", ");
  return [planText(plan, timeZone), by, plan.reason].filter((part) => part !== "").join(" · ");
}
