import type { Treatment } from "../../../domain/diary";
import { endOfCourse } from "../../../domain/course";
import { isPhotoDue, reached } from "../../../domain/reached";
import { locale, t } from "../../../i18n";
import { now, phoneTimeZone } from "../../../state/clock";
import { entries, photos } from "../../../state/diary";
import { ButtonLink, Card, Row, Rows } from "../../../ui";
import { symptomLabel } from "../../labels";
import { dayText, sessionText } from "../format";
import { CheckInRow } from "./check-in-row";

/** Today after the course of the sheet: the next session, the weekly photo, and what was reached. */
export function BetweenTreatments({ treatment }: { treatment: Treatment }) {
  const last = photos.value.at(-1);
  return (
    <>
      <section class="stack-s today__rows">
        <h2 class="today__head">{t("patient.between.coming")}</h2>
        <Rows label={t("patient.between.coming")}>
          <Row icon="calendar" title={t("patient.between.session")} detail={nextTreatmentText(treatment)} href="/timeline" />
          <Row
            icon="camera"
            title={t(isPhotoDue(photos.value, now.value) ? "patient.between.photo-due" : "patient.between.photo")}
            detail={last ? t("patient.between.photo-last", { when: dayText(Date.parse(last.taken_at)) }) : t("patient.between.photo-none")}
            href="/check-in"
          />
          <CheckInRow treatment={treatment} />
        </Rows>
      </section>
      <Reached treatment={treatment} />
    </>
  );
}

/** The date, else the weeks that the sheet suggests, else that there is none. */
function nextTreatmentText(treatment: Treatment): string {
  const { series } = treatment.timeline;
  const session = sessionText(treatment);
  if (session !== null) return session;
  if (series?.opens_at == null || series.closes_at === null) return t("patient.between.no-session");
  return t("patient.between.window", { from: dayText(Date.parse(series.opens_at)), until: dayText(Date.parse(series.closes_at)) });
}

function Reached({ treatment: { timeline } }: { treatment: Treatment }) {
  const { days, photos: pictures, resolved } = reached(entries.value, photos.value, phoneTimeZone());
  const end = endOfCourse(timeline);
  const names = new Intl.ListFormat(locale.value).format(resolved.map(symptomLabel));
  return (
    <Card tone="teal" icon="yes" title={t("patient.between.reached")}>
      {end && <p>{t("patient.between.ended", { when: dayText(end.at) })}</p>}
      <p>
        {t("patient.between.days", { count: days })} {t("patient.between.photos", { count: pictures })}
      </p>
      {resolved.length > 0 && <p>{t("patient.between.resolved", { symptoms: names })}</p>}
      <ButtonLink kind="plain" icon="sheet" href="/diary?view=course">
        {t("patient.course.title")}
      </ButtonLink>
      <ButtonLink kind="plain" icon="diary" href="/diary">
        {t("patient.between.diary")}
      </ButtonLink>
    </Card>
  );
}
