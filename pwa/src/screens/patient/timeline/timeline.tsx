import { useState } from "preact/hooks";
import { ButtonLink, Card, Choice, Icon, Pill, Screen, type IconName } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import { dayOfHealing, isMidnight, localDate } from "../../../domain/dates";
import { shownMilestones } from "../../../domain/milestones";
import type { Milestone, TimelineRule } from "../../../domain/timeline";
import { t } from "../../../i18n";
import { timeOfDay } from "../../../i18n/dates";
import { phoneTimeZone, now } from "../../../state/clock";
import { states } from "../../../state/diary";
import { WithTreatment } from "../with-treatment";
import { RuleDialog } from "../rule-dialog";
import { dayText, onceText, whenText } from "../format";
import { MilestoneLabel } from "../milestone-label";
import { Says } from "../says";
import { SheetRules } from "./sheet-rules";
import "./timeline.css";
import { titleOf } from "../sheet-language";

type View = "course" | "sheet";
/** The fragment of the address that opens the sheet. */
const SHEET = "#sheet";

/** Past and coming changes day by day, or the sheet itself, rule by rule. */
export default function TimelineScreen() {
  return <WithTreatment title={t("patient.timeline.title")}>{(treatment) => <Course treatment={treatment} />}</WithTreatment>;
}

function Course({ treatment }: { treatment: Treatment }) {
  const [view, setView] = useState<View>(() => (location.hash === SHEET ? "sheet" : "course"));
  const [rule, setRule] = useState<TimelineRule | null>(null);
  const { treated_at } = treatment;
  return (
    <Screen title={t("patient.timeline.title")} lead={t("patient.timeline.lead", { when: whenText(Date.parse(treated_at)) })}>
      <Choice<View>
        legend={t("patient.timeline.view")}
        quietLegend
        shape="segments"
        value={view}
        onChange={setView}
        options={[
          { value: "course", label: t("patient.timeline.course"), icon: "timeline" },
          { value: "sheet", label: t("patient.timeline.sheet"), icon: "sheet" },
        ]}
      />
      {view === "course" ? (
        <>
          <Days treatment={treatment} onRule={setRule} />
          <Series treatment={treatment} />
        </>
      ) : (
        <SheetRules treatment={treatment} title={titleOf(treatment)} />
      )}
      <RuleDialog rule={rule} onClose={() => setRule(null)} />
    </Screen>
  );
}

interface Day {
  readonly date: string;
  /** The moment of its first milestone, in epoch milliseconds. */
  readonly at: number;
  readonly milestones: readonly Milestone[];
}

function Days({ treatment, onRule }: { treatment: Treatment; onRule: (rule: TimelineRule) => void }) {
  const days = byDay(shownMilestones(treatment.timeline, states.value));
  const today = localDate(now.value, phoneTimeZone());
  const past = days.filter(({ date }) => date < today);
  return (
    <>
      {past.length > 0 && (
        <details class="earlier">
          <summary>{t("patient.timeline.earlier", { count: past.reduce((sum, { milestones }) => sum + milestones.length, 0) })}</summary>
          <DayList days={past} treatment={treatment} onRule={onRule} />
        </details>
      )}
      <DayList days={days.filter(({ date }) => date >= today)} treatment={treatment} onRule={onRule} />
    </>
  );
}

interface DayListProps {
  readonly days: readonly Day[];
  readonly treatment: Treatment;
  readonly onRule: (rule: TimelineRule) => void;
}

function DayList({ days, treatment, onRule }: DayListProps) {
  const { treated_at, time_zone, day_one } = treatment.timeline;
  const rules = new Map(treatment.timeline.windows.map((window) => [window.rule.id, window.rule]));
  const today = localDate(now.value, phoneTimeZone());
  return (
    <ol class="days">
      {days.map(({ date, at, milestones }) => (
        <li key={date} class={date < today ? "days__day days__day--past" : "days__day"} {...(date === today ? { "aria-current": "date" as const } : {})}>
          <h2 class="days__head">
            <span class="cap">{dayText(at)}</span> <Pill>{t("patient.today.day", { day: dayOfHealing(treated_at, at, time_zone, day_one) })}</Pill>
          </h2>
          <ul class="stack-s">
            {milestones.map((milestone) => (
              <MilestoneRow key={`${milestone.kind} ${milestone.rule_id} ${milestone.at} ${milestone.topics.join()}`} milestone={milestone} rule={rules.get(milestone.rule_id)} onRule={onRule} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

const MILESTONE_ICONS: Readonly<Record<Milestone["kind"], IconName>> = {
  allowed: "yes",
  over: "next",
  begins: "do",
  ends: "next",
  resolved: "sun",
  "call-after": "call",
  "next-treatment": "calendar",
};

function MilestoneRow({ milestone, rule, onRule }: { milestone: Milestone; rule: TimelineRule | undefined; onRule: (rule: TimelineRule) => void }) {
  if (!rule) return null;
  const past = Date.parse(milestone.at) <= now.value;
  return (
    <li>
      <button type="button" class="milestone" onClick={() => onRule(rule)}>
        <Icon name={past ? "yes" : MILESTONE_ICONS[milestone.kind]} small />
        <span>
          {!isMidnight(milestone.at, phoneTimeZone()) && <span class="milestone__when">{timeOfDay(milestone.at)} </span>}
          <MilestoneLabel milestone={milestone} rule={rule} />{" "}
          <Says rule={rule} />
          {milestone.gates.length > 0 && <small class="soft"> {onceText(milestone.gates)}</small>}
        </span>
      </button>
    </li>
  );
}

function byDay(milestones: readonly Milestone[]): readonly Day[] {
  const days = new Map<string, Day>();
  for (const milestone of milestones) {
    const at = Date.parse(milestone.at);
    const date = localDate(at, phoneTimeZone());
    const day = days.get(date) ?? { date, at, milestones: [] };
    days.set(date, { ...day, milestones: [...day.milestones, milestone] });
  }
  return [...days.values()];
}

function Series({ treatment }: { treatment: Treatment }) {
  const { series } = treatment.timeline;
  const next = treatment.next_treatment_at;
  if (!series && next === null) return null;
  return (
    <Card tone="sand" icon="calendar" title={t("patient.series.title")}>
      <p>{t("patient.series.this", { number: treatment.number_in_series })}</p>
      {next !== null && <p>{t("patient.series.next", { when: whenText(Date.parse(next)) })}</p>}
      {series?.opens_at != null && series.closes_at !== null && (
        <p>{t("patient.series.window", { from: dayText(Date.parse(series.opens_at)), until: dayText(Date.parse(series.closes_at)) })}</p>
      )}
      <ButtonLink href="/share" kind="quiet" icon="share">
        {t("patient.series.share")}
      </ButtonLink>
    </Card>
  );
}
