import { Link } from "../../../ui/router";
import { Icon, Pill } from "../../../ui";
import { dayOfHealing, localDate } from "../../../domain/dates";
import type { Entry, Treatment } from "../../../domain/diary";
import { SKIN_STATES, SYMPTOMS } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { entries, entryState, photos } from "../../../state/diary";
import { Picture } from "../picture";
import { SyncPill } from "../sync-pill";
import { clockText, dayText } from "../words";

/** The entries by day, the newest first. */
export function Days({ treatment }: { treatment: Treatment }) {
  const { treated_at, zone, day_one } = treatment.timeline;
  const days = byDay([...entries.value].reverse());
  return (
    <ol class="stack">
      {[...days].map(([date, written]) => {
        const at = Date.parse(written[0]?.occurred_at ?? treated_at);
        return (
          <li key={date} class="stack-s">
            <h2 class="spread">
              <span class="cap">{dayText(at)}</span> <Pill>{t("patient.today.day", { day: dayOfHealing(treated_at, at, zone, day_one) })}</Pill>
            </h2>
            {written.map((entry) => (
              <Written key={entry.id} entry={entry} />
            ))}
          </li>
        );
      })}
    </ol>
  );
}

function byDay(written: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const days = new Map<string, Entry[]>();
  for (const entry of written) {
    const date = localDate(Date.parse(entry.occurred_at), entry.document.zone);
    days.set(date, [...(days.get(date) ?? []), entry]);
  }
  return days;
}

function Written({ entry }: { entry: Entry }) {
  const { readings, findings, note, question, back_dated, states } = entry.document;
  const taken = photos.value.filter((photo) => photo.entry_id === entry.id);
  return (
    <article class="card">
      <div class="spread">
        <span class="soft">{clockText(Date.parse(entry.occurred_at))}</span>
        <SyncPill state={entryState(entry.id)} />
      </div>
      {taken.length > 0 && (
        <div class="thumbs">
          {taken.map((photo) => (
            <Picture key={photo.id} photo={photo} />
          ))}
        </div>
      )}
      <Readings readings={readings} />
      {findings.map(({ finding, zone }) => (
        <p key={finding} class="row">
          <Pill tone="plum" icon="call">
            {zone === null ? t(`common.finding.${finding}`) : t("patient.telling.at", { what: t(`common.finding.${finding}`), zone: t(`common.zone.${zone}`) })}
          </Pill>
        </p>
      ))}
      {SKIN_STATES.filter((state) => states[state] !== undefined).map((state) => (
        <p key={state} class="small">
          {t(`patient.state.${state}`)} <strong>{t(states[state] ? "patient.state.yes" : "patient.state.no")}</strong>
        </p>
      ))}
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

function Readings({ readings }: { readings: Entry["document"]["readings"] }) {
  const told = SYMPTOMS.filter((symptom) => readings[symptom] !== undefined);
  if (!told.length) return null;
  return (
    <dl class="readings">
      {told.map((symptom) => (
        <div key={symptom}>
          <dt>{t(`common.symptom.${symptom}`)}</dt>
          <dd>{t(`common.score.${(readings[symptom] ?? 0) as 0 | 1 | 2 | 3 | 4}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
