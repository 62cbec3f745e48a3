import type { Treatment } from "../../../domain/diary";
import { dayOn, type DateRange, type DiaryDay } from "../../../domain/diary-days";
import { t } from "../../../i18n";
import { shortDate } from "../../../i18n/dates";
import { treatment as current } from "../../../state/diary";
import { ButtonLink, Card, Empty, Icon, Screen, Skeleton } from "../../../ui";
import { diaryAddress } from "./address";
import { DayPhotos } from "./day-photos";
import { dateText, todayDate } from "./day-text";
import { EntryCard } from "./entry-card";
import { ReplyText } from "./entry-parts";
import { Strip } from "./strip";
import { useDays } from "./use-days";

/** One day of the diary: everything that was written and photographed, by time. */
export default function DayScreen({ treatment, date }: { treatment: Treatment; date: string }) {
  const shown = useDays(treatment);
  const title = shortDate(Date.parse(date), "UTC");
  return (
    <Screen title={title} lead={t("patient.today.day", { day: dayOn(date, treatment.timeline) })} back={diaryAddress({ treatment: treatment.id, at: date })}>
      {shown ? <Day treatment={treatment} date={date} {...shown} /> : <Skeleton lines={6} />}
    </Screen>
  );
}

interface DayProps {
  readonly treatment: Treatment;
  readonly date: string;
  readonly days: readonly DiaryDay[];
  readonly range: DateRange;
}

function Day({ treatment, date, days, range }: DayProps) {
  const place = days.findIndex((each) => each.date <= date);
  const day = days[place]?.date === date ? days[place] : undefined;
  return (
    <>
      <Strip treatment={treatment} days={days} range={range} open={date} />
      {day && <Entries treatment={treatment} day={day} />}
      {!day || day.entries.length + day.replies.length === 0 ? <NothingOn treatment={treatment} date={date} /> : null}
      <Neighbours treatment={treatment} before={days.find((each) => each.date < date)} after={days.findLast((each) => each.date > date)} />
    </>
  );
}

function Entries({ treatment, day }: { treatment: Treatment; day: DiaryDay }) {
  return (
    <>
      {day.atClinic.length > 0 && (
        <article class="card">
          <h2>{t("patient.photos.baseline")}</h2>
          <DayPhotos photos={day.atClinic} />
        </article>
      )}
      {day.entries.map((each) => (
        <EntryCard key={each.entry.id} treatment={treatment} of={each} />
      ))}
      {day.replies.map((reply) => (
        <Card key={reply.id} tone="plum">
          <ReplyText reply={reply} />
        </Card>
      ))}
    </>
  );
}

/** A day without an entry. One can still be added to the current treatment: the check-in begins on that evening. */
function NothingOn({ treatment, date }: { treatment: Treatment; date: string }) {
  return (
    <Empty icon="diary" title={t("patient.day.empty")}>
      {treatment.id === current.value?.id &&
        (date === todayDate() ? (
          <ButtonLink href="/check-in" kind="quiet">
            {t("patient.board.check-in")}
          </ButtonLink>
        ) : (
          <>
            <p>{t("patient.day.empty-text")}</p>
            <ButtonLink href={`/check-in?day=${date}`} kind="quiet">
              {t("patient.day.add")}
            </ButtonLink>
          </>
        ))}
    </Empty>
  );
}

interface NeighboursProps {
  readonly treatment: Treatment;
  readonly before: DiaryDay | undefined;
  readonly after: DiaryDay | undefined;
}

/** The nearest days with something in them. */
function Neighbours({ treatment, before, after }: NeighboursProps) {
  if (!before && !after) return null;
  return (
    <nav class="day-others" aria-label={t("patient.day.others")}>
      {before ? (
        <ButtonLink kind="plain" icon="back" href={diaryAddress({ treatment: treatment.id, day: before.date })}>
          <span class="cap">{dateText(before.date)}</span>
        </ButtonLink>
      ) : <span />}
      {after && (
        <ButtonLink kind="plain" href={diaryAddress({ treatment: treatment.id, day: after.date })}>
          <span class="cap">{dateText(after.date)}</span> <Icon name="next" small />
        </ButtonLink>
      )}
    </nav>
  );
}
