import { useState } from "preact/hooks";
import { loadReview } from "../../actions/clinic";
import { HOUR } from "../../domain/dates";
import { ANGLES, type Angle } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { duration, shortDate } from "../../i18n/dates";
import type { Review } from "../../state/clinic";
import { useLoaded } from "../../state/loaded";
import { Card, Link, Photo, Pill, Select, WhenLoaded } from "../../ui";
import { photoAddress } from "./photo-address";
import { feltText } from "./review-days";
import { atHour, hoursAfter, otherSession, type AtHour } from "./review-hours";

interface SeriesSwitchProps {
  readonly id: string;
  readonly review: Review;
  /** Whether the same hour of two sessions is shown. */
  readonly comparing: boolean;
  readonly onCompare: (comparing: boolean) => void;
}

/** "Session 1 | Session 2 | Same hour": the sessions that are shared; nothing if it is only this one. */
export function SeriesSwitch({ id, review, comparing, onCompare }: SeriesSwitchProps) {
  if (otherSession(review, id) === undefined) return null;
  return (
    <nav class="series-switch no-print" aria-label={t("practitioner.review.series")}>
      {review.series.filter(({ shared }) => shared).map(({ treatment_id: each, number_in_series: number }) => {
        const name = t("practitioner.review.series.session", { number });
        if (each === id) return <button key={each} type="button" class="series-switch__part" aria-current={comparing ? undefined : "page"} onClick={() => onCompare(false)}>{name}</button>;
        return <Link key={each} class="series-switch__part" href={`/clinic/review/${each}`}>{name}</Link>;
      })}
      <button type="button" class="series-switch__part" aria-pressed={comparing} onClick={() => onCompare(true)}>{t("practitioner.review.series.hour")}</button>
    </nav>
  );
}

/** Photos and scores of this session and another one, at the same hour after the treatment. */
export function SameHour({ id, review }: { id: string; review: Review }) {
  const other = otherSession(review, id)?.treatment_id ?? "";
  const [loaded, again] = useLoaded(() => loadReview(other), other);
  return (
    <WhenLoaded loaded={loaded} again={again} lines={8}>
      {(compared) => <TwoSessions review={review} compared={compared} />}
    </WhenLoaded>
  );
}

/** It begins with the latest check-in at whose hour the other session has one, too. */
function TwoSessions({ review, compared }: { review: Review; compared: Review }) {
  const entries = review.entries.toReversed();
  const [chosen, setChosen] = useState(() => (entries.find((each) => atHour(compared, hoursAfter(review, each.occurred_at)).entry) ?? entries[0])?.id);
  const entry = entries.find(({ id }) => id === chosen);
  if (entry === undefined) return <Card><p class="soft">{t("practitioner.review.strip.happened.none")}</p></Card>;
  const hours = hoursAfter(review, entry.occurred_at);
  const sessions = [compared, review].toSorted((a, b) => a.treatment.number_in_series - b.treatment.number_in_series);
  const shown = sessions.map((session) => atHour(session, hours));
  const angles = ANGLES.filter((angle) => shown.some(({ photos }) => photos.has(angle)));
  const options = entries.map(({ id, occurred_at: at }) => ({ value: id, label: `${duration(hoursAfter(review, at) * HOUR)} · ${shortDate(at, review.treatment.time_zone)}` }));
  return (
    <Card title={t("practitioner.review.series.hour")} icon="compare">
      <Select label={t("practitioner.review.series.at")} value={entry.id} options={options} onChange={setChosen} />
      <div class="same-hour">
        {sessions.map((session, place) => <Side key={session.treatment.id} session={session} at={shown[place] ?? NOTHING} angles={angles} />)}
      </div>
    </Card>
  );
}

const NOTHING: AtHour = { entry: undefined, photos: new Map() };

interface SideProps {
  readonly session: Review;
  readonly at: AtHour;
  readonly angles: readonly Angle[];
}

function Side({ session, at: { entry, photos }, angles }: SideProps) {
  const after = (at: string): string => t("practitioner.review.series.after", { time: duration(hoursAfter(session, at) * HOUR) });
  return (
    <section class="stack-s">
      <h3>{t("practitioner.review.series.session", { number: session.treatment.number_in_series })} <span class="small soft">{shortDate(session.treatment.treated_at, session.treatment.time_zone)}</span></h3>
      {angles.map((angle) => {
        const photo = photos.get(angle);
        const name = t(`common.angle.${angle}`);
        return (
          <Photo key={angle} src={photo && photoAddress(photo.id)} alt={name}>
            <Pill>{photo ? `${name} · ${after(photo.taken_at)}` : t("practitioner.review.series.no-photo", { angle: name })}</Pill>
          </Photo>
        );
      })}
      {entry === undefined && <p class="soft">{t("practitioner.review.series.nothing")}</p>}
      {entry !== undefined && <p><span class="small soft">{after(entry.occurred_at)}</span><br />{feltText(entry.document)}</p>}
    </section>
  );
}
