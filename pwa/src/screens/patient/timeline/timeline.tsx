import { useState } from "preact/hooks";
import { ButtonLink, Card, Choice, Icon, Pill, Screen, type IconName } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import { dayOfHealing, isMidnight, localDate } from "../../../domain/dates";
import { shownMilestones } from "../../../domain/milestones";
import type { Milestone, TimelineRule } from "../../../domain/timeline";
import { t } from "../../../i18n";
import { here, now } from "../../../state/clock";
import { Opened } from "../opened";
import { RuleSheet } from "../rule-sheet";
import { clockText, dayText, milestoneText, onceText, whenText } from "../words";
import { WholeSheet } from "./whole-sheet";
import "./timeline.css";

type View = "course" | "sheet";

/** Past and coming moments; and the sheet itself, rule by rule. */
export default function TimelineScreen() {
  return <Opened title={t("patient.timeline.title")}>{(treatment) => <Course treatment={treatment} />}</Opened>;
}

function Course({ treatment }: { treatment: Treatment }) {
  const [view, setView] = useState<View>("course");
  const [rule, setRule] = useState<TimelineRule | null>(null);
  const { sheet, treated_at } = treatment;
  return (
    <Screen title={t("patient.timeline.title")} lead={t("patient.timeline.lead", { when: whenText(Date.parse(treated_at)) })}>
      <Choice<View>
        legend={t("patient.timeline.view")}
        quietLegend
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
          <Sessions treatment={treatment} />
        </>
      ) : (
        <WholeSheet treatment={treatment} title={sheet.title} />
      )}
      <RuleSheet rule={rule} onClose={() => setRule(null)} />
    </Screen>
  );
}

interface Day {
  readonly date: string;
  readonly stones: readonly Milestone[];
}

function Days({ treatment, onRule }: { treatment: Treatment; onRule: (rule: TimelineRule) => void }) {
  const days = byDay(shownMilestones(treatment.timeline));
  const today = localDate(now.value, here());
  const past = days.filter(({ date }) => date < today);
  return (
    <>
      {past.length > 0 && (
        <details class="earlier">
          <summary>{t("patient.timeline.earlier", { count: past.reduce((sum, { stones }) => sum + stones.length, 0) })}</summary>
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
  const { treated_at, zone, day_one } = treatment.timeline;
  const rules = new Map(treatment.timeline.windows.map((window) => [window.rule.id, window.rule]));
  const today = localDate(now.value, here());
  return (
    <ol class="days">
      {days.map(({ date, stones }) => {
        const at = Date.parse(stones[0]?.at ?? "");
        return (
          <li key={date} class={date < today ? "days__day days__day--past" : "days__day"} {...(date === today ? { "aria-current": "date" as const } : {})}>
            <h2 class="days__head">
              <span class="cap">{dayText(at)}</span> <Pill>{t("patient.today.day", { day: dayOfHealing(treated_at, at, zone, day_one) })}</Pill>
            </h2>
            <ul class="stack-s">
              {stones.map((stone) => (
                <Stone key={`${stone.kind} ${stone.rule_id} ${stone.at}`} stone={stone} rule={rules.get(stone.rule_id)} onRule={onRule} />
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

const STONES: Readonly<Record<Milestone["kind"], IconName>> = {
  allowed: "yes",
  begins: "do",
  ends: "next",
  settled: "sun",
  "call-after": "call",
  session: "calendar",
};

function Stone({ stone, rule, onRule }: { stone: Milestone; rule: TimelineRule | undefined; onRule: (rule: TimelineRule) => void }) {
  if (!rule) return null;
  const past = Date.parse(stone.at) <= now.value;
  return (
    <li>
      <button type="button" class="stone" onClick={() => onRule(rule)}>
        <Icon name={past ? "yes" : STONES[stone.kind]} small />
        <span>
          {!isMidnight(stone.at, here()) && <span class="stone__when">{clockText(Date.parse(stone.at))} </span>}
          <strong>{milestoneText(stone, rule)}</strong>{" "}
          {rule.says}
          {stone.gates.length > 0 && <small class="soft"> {onceText(stone.gates)}</small>}
        </span>
      </button>
    </li>
  );
}

function byDay(milestones: readonly Milestone[]): readonly Day[] {
  const days = new Map<string, Milestone[]>();
  for (const stone of milestones) {
    const date = localDate(Date.parse(stone.at), here());
    days.set(date, [...(days.get(date) ?? []), stone]);
  }
  return [...days].map(([date, stones]) => ({ date, stones }));
}

function Sessions({ treatment }: { treatment: Treatment }) {
  const { series } = treatment.timeline;
  const next = treatment.next_session_at;
  if (!series && next === null) return null;
  return (
    <Card tone="sand" icon="calendar" title={t("patient.sessions.title")}>
      <p>{t("patient.sessions.this", { number: treatment.session_number })}</p>
      {next !== null && <p>{t("patient.sessions.next", { when: whenText(Date.parse(next)) })}</p>}
      {series?.opens_at != null && series.closes_at !== null && (
        <p>{t("patient.sessions.window", { from: dayText(Date.parse(series.opens_at)), until: dayText(Date.parse(series.closes_at)) })}</p>
      )}
      <ButtonLink href="/share" kind="quiet" icon="share">
        {t("patient.sessions.share")}
      </ButtonLink>
    </Card>
  );
}
