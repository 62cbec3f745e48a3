import { t } from "../../i18n";
import { timeZoneCity } from "../../i18n/time-zone-city";
import { phoneTimeZone } from "../../state/clock";
import type { CalendarDay, PlanningCalendar } from "../../state/clinic";
import { Banner, Card, Field } from "../../ui";
import type { PlanForm } from "./plan-draft";
import { dayText, isAgainst, obstaclesOf, rulesOf, sheetText } from "./plan-words";
import { FindingLine } from "./review-facts";

interface ChoiceProps {
  readonly calendar: PlanningCalendar;
  readonly day: CalendarDay | null;
  readonly form: PlanForm;
  readonly change: (part: Partial<PlanForm>) => void;
  readonly missing: boolean;
}

/** The day that is chosen: its time, what is for or against it, and the question why, if something is against it. */
export function PlanChoice({ calendar, day, form, change, missing }: ChoiceProps) {
  const { time_zone: zone } = calendar;
  const hint = zone === phoneTimeZone() ? {} : { hint: t("practitioner.plan.time.zone", { city: timeZoneCity(zone) }) };
  return (
    <Card title={form.day === "" ? t("practitioner.plan.choose") : dayText(form.day)} icon="calendar">
      {form.day !== "" && (
        <Field label={t("practitioner.plan.time")} type="time" value={form.time} onInput={(time) => change({ time })} error={missing ? t("practitioner.plan.time.missing") : undefined} {...hint} />
      )}
      {day && <p><strong>{t(`practitioner.plan.why.${day.verdict}`)}</strong></p>}
      <p>{sheetText(calendar)}</p>
      <Rules rules={rulesOf(day, calendar)} />
      <Diary calendar={calendar} />
      {form.day !== "" && (form.reason !== "" || (day !== null && isAgainst(day, calendar))) && (
        <Field optional label={t("practitioner.plan.ask")} hint={t("practitioner.plan.ask.hint")} value={form.reason} onInput={(reason) => change({ reason })} more={{ maxLength: 200 }} />
      )}
    </Card>
  );
}

function Rules({ rules }: { rules: PlanningCalendar["rules"] }) {
  if (rules.length === 0) return null;
  return (
    <ul class="plan-rules">
      {rules.map(({ id, says, language, directed }) => (
        <li key={id}>
          <span class="small soft">{t(directed ? "practitioner.plan.rule.directed" : "practitioner.plan.rule.sheet")}</span>{" "}
          <q lang={language}>{says}</q>
        </li>
      ))}
    </ul>
  );
}

/** What the shared diary has against any day at this moment, or that nobody here knows. */
function Diary({ calendar }: { calendar: PlanningCalendar }) {
  const { shared, findings, time_zone: zone } = calendar;
  const obstacles = obstaclesOf(calendar);
  if (!shared) return <Banner><p>{t("practitioner.plan.not-shared")}</p></Banner>;
  if (findings.length === 0 && obstacles.length === 0) return null;
  return (
    <Banner tone="attention" title={t("practitioner.plan.against")}>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.kind} ${finding.symptom ?? finding.sign ?? ""} ${finding.area ?? ""}`}><FindingLine finding={finding} timeZone={zone} /></li>
        ))}
        {obstacles.map((text) => <li key={text}>{text}</li>)}
      </ul>
    </Banner>
  );
}
