import { reportsIn, type Reported } from "../../domain/reports";
import { localDate } from "../../domain/dates";
import type { Entry } from "../../domain/diary";
import { SKIN_STATES, SYMPTOMS } from "../../domain/vocabulary";
import { language, t } from "../../i18n";
import { shortDate, timeOfDay } from "../../i18n/dates";
import type { Review } from "../../state/clinic";
import { Card, Icon, Pill, type IconName } from "../../ui";
import { dayNumber } from "../../ui/charts";
import { actName } from "../act-names";
import { areaLabel, midSentence, plainWords, scoreLabel, symptomLabel } from "../labels";
import { Cited } from "./review-facts";
import { ruleWords } from "./sheet-title";

/** The diary day by day, newest first: what was felt, used and done, and what was not in line with the sheet. */
export function Days({ review }: { review: Review }) {
  const { days_logged: logged, days_so_far: days, days_late: late, treatment } = review;
  const byDay = new Map<string, Entry[]>();
  for (const entry of review.entries.toReversed()) {
    const date = localDate(Date.parse(entry.occurred_at), treatment.time_zone);
    byDay.set(date, [...(byDay.get(date) ?? []), entry]);
  }
  return (
    <Card title={t("practitioner.review.diary")} icon="diary">
      <p class="small soft">
        {t("practitioner.review.diary.days", { logged, days })}{late > 0 && `, ${t("practitioner.review.diary.late", { count: late })}`}
      </p>
      <ol class="review-days">
        {[...byDay].map(([date, entries]) => (
          <li key={date}>
            <h3>{t("practitioner.review.diary.day", { day: dayNumber(date, treatment.timeline) })} <span class="small soft">{shortDate(Date.parse(date), "UTC")}</span></h3>
            <ul class="stack-s">{entries.map((entry) => <EntryOfDay key={entry.id} entry={entry} review={review} />)}</ul>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function EntryOfDay({ entry, review }: { entry: Entry; review: Review }) {
  const { document } = entry;
  const departures = review.departures.filter((each) => each.entry_id === entry.id);
  return (
    <li class="review-entry">
      <span class="small soft review-entry__time">
        {timeOfDay(entry.occurred_at, review.treatment.time_zone)}
        {document.back_dated && <Pill icon="wait">{t("practitioner.review.diary.made-up")}</Pill>}
      </span>
      <div class="review-entry__facts">
        {feltText(document) !== "" && <p>{feltText(document)}</p>}
        <Listed icon="note" name={t("practitioner.review.diary.used")} items={document.products} />
        <Listed icon="do" name={t("practitioner.review.diary.done")} items={document.activities} />
        {reportsIn(document).map((reported) => <Report key={reported.kind + reported.name} reported={reported} review={review} />)}
        {departures.map((departure) => (
          <div key={departure.topic} class="review-departure">
            <p><Icon name="attention" small /> <strong>{t("practitioner.review.departures")}: {departure.label}</strong></p>
            <Cited words={ruleWords(departure, review.treatment.timeline)} />
          </div>
        ))}
        {document.note !== "" && <p class="words">{document.note}</p>}
        {document.question !== "" && <p class="words words--question"><Icon name="ask" small label={t("practitioner.review.question")} /> {document.question}</p>}
      </div>
    </li>
  );
}

/** What was reported with one tap: an act, or a duty of the sheet that was done. */
function Report({ reported: { kind, name }, review }: { reported: Reported; review: Pick<Review, "treatment" | "topic_names"> }) {
  const { treatment: { timeline }, topic_names: names } = review;
  const rule = kind === "duties_done" ? timeline.windows.find((window) => window.rule.id === name)?.rule : undefined;
  const says = rule?.translations?.[language.value]?.says;
  const lang = rule && says === undefined ? timeline.sheet.language : undefined;
  return <p class="small" lang={lang}><Icon name="yes" small /> {says ?? rule?.says ?? actName(name, (topic) => names[topic] ?? plainWords(topic))}</p>;
}

/** "Redness moderate, itching mild, pus-filled spots (chin), skin healed": only what was answered. */
export function feltText({ scores, signs, signs_gone: gone, states }: Entry["document"]): string {
  const answered = SYMPTOMS.filter((symptom) => scores[symptom] !== undefined);
  const present = answered.filter((symptom) => scores[symptom] !== 0);
  const none = answered.length > 0 && present.length === 0 ? [t("practitioner.review.diary.none")] : [];
  const parts = [
    ...present.map((symptom) => `${midSentence(symptomLabel(symptom))} ${midSentence(scoreLabel(scores[symptom] ?? 0))}`),
    ...none,
    ...signs.map(({ sign, area }) => midSentence(area === null ? symptomLabel(sign) : `${symptomLabel(sign)} (${areaLabel(area)})`)),
    ...gone.map((sign) => t("practitioner.review.diary.gone", { what: midSentence(symptomLabel(sign)) })),
    ...SKIN_STATES.filter((state) => states[state] !== undefined).map((state) => t(`practitioner.review.diary.${state}.${states[state] ? "yes" : "no"}`)),
  ];
  const text = parts.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Listed({ icon, name, items }: { icon: IconName; name: string; items: readonly string[] }) {
  if (items.length === 0) return null;
  return <p class="small"><Icon name={icon} small /> <span class="soft">{name}:</span> {items.join(", ")}</p>;
}
