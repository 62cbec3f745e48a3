import type { ComponentChild } from "preact";
import { Link } from "../../../ui/router";
import { Card, Icon, Pill } from "../../../ui";
import { isEmptyDocument, reportsIn } from "../../../domain/acts";
import { dayOfHealing, localDate } from "../../../domain/dates";
import type { Entry, EntryDocument, Reply, Treatment } from "../../../domain/diary";
import { SKIN_STATES, SYMPTOMS } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { phoneTimeZone } from "../../../state/clock";
import { entries, entryState, onPhone, photos, treatment } from "../../../state/diary";
import { reportText } from "../act-labels";
import { Picture } from "../picture";
import { SyncPill } from "../sync-pill";
import { timeOfDay } from "../../../i18n/dates";
import { areaLabel, scoreLabel, symptomLabel } from "../../labels";
import { dayText } from "../format";

/** Entries and replies by day, the newest first. */
export function Days({ treatment }: { treatment: Treatment }) {
  const { treated_at, time_zone, day_one } = treatment.timeline;
  return (
    <ol class="stack">
      {byDay(treatment).map(({ date, at, cards }) => (
        <li key={date} class="stack-s">
          <h2 class="spread">
            <span class="cap">{dayText(at)}</span> <Pill>{t("patient.today.day", { day: dayOfHealing(treated_at, at, time_zone, day_one) })}</Pill>
          </h2>
          {cards}
        </li>
      ))}
    </ol>
  );
}

/** The cards of one local date; `at` is the moment of the newest. */
interface Day {
  readonly date: string;
  readonly at: number;
  readonly cards: readonly ComponentChild[];
}

/** Entries and replies by local date, newest first. */
function byDay(treatment: Treatment): readonly Day[] {
  const own = entries.value.filter(holdsSomething).map((entry) => {
    const at = Date.parse(entry.occurred_at);
    return { at, date: localDate(at, entry.document.time_zone), card: <EntryCard key={entry.id} entry={entry} /> };
  });
  const theirs = (onPhone.value?.replies ?? [])
    .filter((reply) => reply.treatment_id === treatment.id)
    .map((reply) => ({ at: Date.parse(reply.created_at), date: localDate(Date.parse(reply.created_at), phoneTimeZone()), card: <ReplyCard key={reply.id} reply={reply} /> }));
  const days = new Map<string, Day>();
  for (const { date, at, card } of [...own, ...theirs].sort((a, b) => b.at - a.at)) {
    const day = days.get(date) ?? { date, at, cards: [] };
    days.set(date, { ...day, cards: [...day.cards, card] });
  }
  return [...days.values()];
}

/** An entry whose only report was taken back stays in the history but is not shown. */
function holdsSomething({ id, document }: Entry): boolean {
  return !isEmptyDocument(document) || photos.value.some((photo) => photo.entry_id === id);
}

function ReplyCard({ reply }: { reply: Reply }) {
  return (
    <Card tone="plum" icon="reply" title={t("patient.reply.title", { name: reply.author_name })}>
      <p class="words">{reply.text}</p>
    </Card>
  );
}

function EntryCard({ entry }: { entry: Entry }) {
  const { scores, signs, note, question, back_dated, states } = entry.document;
  const taken = photos.value.filter((photo) => photo.entry_id === entry.id);
  return (
    <article class="card">
      <div class="spread">
        <span class="soft">{timeOfDay(entry.occurred_at)}</span>
        <SyncPill state={entryState(entry.id)} />
      </div>
      {taken.length > 0 && (
        <div class="thumbs">
          {taken.map((photo) => (
            <Picture key={photo.id} photo={photo} />
          ))}
        </div>
      )}
      <Scores scores={scores} />
      {signs.map(({ sign, area }) => (
        <p key={sign} class="row">
          <Pill tone="plum" icon="call">
            {area === null ? symptomLabel(sign) : t("patient.finding.at", { what: symptomLabel(sign), area: areaLabel(area) })}
          </Pill>
        </p>
      ))}
      {SKIN_STATES.filter((state) => states[state] !== undefined).map((state) => (
        <p key={state} class="small">
          {t(`patient.state.${state}`)} <strong>{t(states[state] ? "patient.state.yes" : "patient.state.no")}</strong>
        </p>
      ))}
      <Reports document={entry.document} />
      {note !== "" && <p class="words">{note}</p>}
      {question !== "" && (
        <p class="words row">
          <Icon name="ask" small /> {question}
        </p>
      )}
      <div class="spread">
        <span class="row">
          {back_dated && <Pill icon="calendar">{t("patient.diary.back-dated")}</Pill>}
          {entry.edited && <Pill icon="edit">{t("patient.diary.edited")}</Pill>}
        </span>
        <Link href={`/check-in?entry=${entry.id}`} class="button button--plain">
          <Icon name="edit" small /> {t("patient.diary.edit")}
        </Link>
      </div>
    </article>
  );
}

/** What was reported with one tap. */
function Reports({ document }: { document: EntryDocument }) {
  const rules = treatment.value?.timeline.windows.map(({ rule }) => rule) ?? [];
  return (
    <>
      {reportsIn(document).map((reported) => (
        <p key={reported.kind + reported.name} class="row">
          <Icon name="yes" small /> {reportText(reported, rules)}
        </p>
      ))}
    </>
  );
}

function Scores({ scores }: { scores: Entry["document"]["scores"] }) {
  const logged = SYMPTOMS.flatMap((symptom) => {
    const score = scores[symptom];
    return score === undefined ? [] : [{ symptom, score }];
  });
  if (!logged.length) return null;
  return (
    <dl class="scores">
      {logged.map(({ symptom, score }) => (
        <div key={symptom}>
          <dt>{symptomLabel(symptom)}</dt>
          <dd>{scoreLabel(score)}</dd>
        </div>
      ))}
    </dl>
  );
}
