import { Banner, Card, Pill } from "../../../ui";
import { endOfCourse } from "../../../domain/course";
import { isBetweenTreatments } from "../../../domain/course-progress";
import { expectedLength, firstAndLast, signResults, symptomResults, type SignResult, type SymptomResult } from "../../../domain/course-results";
import { daysBetween, localDate } from "../../../domain/dates";
import type { Photo, Treatment } from "../../../domain/diary";
import { loggedDays } from "../../../domain/logged-days";
import { t } from "../../../i18n";
import { lengthOfTime } from "../../../i18n/dates";
import { now, phoneTimeZone } from "../../../state/clock";
import { entriesOf, photosOf, statesIn } from "../../../state/diary";
import { midSentence, scoreLabel, symptomLabel } from "../../labels";
import { photoLabel } from "../../photo-label";
import { photoDay, Picture } from "../picture";
import { titleOf } from "../sheet-language";

/** What the diary says at the end of a course, beside what the sheet says. It states both, and judges nothing. */
export default function Course({ treatment }: { treatment: Treatment }) {
  const { timeline } = treatment;
  const entries = entriesOf(treatment.id);
  const symptoms = symptomResults(entries, timeline);
  const signs = signResults(entries, timeline);
  const photos = firstAndLast(photosOf(treatment.id));
  return (
    <>
      {!isBetweenTreatments(timeline, now.value, statesIn(treatment)) && <Banner>{t("patient.course.running")}</Banner>}
      <p>{loggedText(treatment)}</p>
      {photos && <FirstAndLast photos={photos} />}
      <Card title={t("patient.course.settled")} icon="timeline">
        {symptoms.length === 0 && <p>{t("patient.course.no-symptoms")}</p>}
        <dl class="results">
          {symptoms.map((result) => (
            <div key={result.symptom}>
              <dt>{symptomLabel(result.symptom)}</dt>
              <dd>{symptomText(result)}</dd>
              <dd class="soft">{sheetText(result, treatment)}</dd>
            </div>
          ))}
          {signs.map((result) => (
            <div key={result.sign}>
              <dt>{symptomLabel(result.sign)}</dt>
              <dd>{signText(result)}</dd>
            </div>
          ))}
        </dl>
        <p class="small soft">{t("patient.course.source", { sheet: titleOf(treatment) })}</p>
      </Card>
    </>
  );
}

/** "You logged 6 of 8 days": from the treatment to the end of the course. */
function loggedText({ id, timeline }: Treatment): string {
  const end = Math.min(now.value, endOfCourse(timeline)?.at ?? now.value);
  const days = loggedDays({ entries: entriesOf(id), photos: photosOf(id) }, timeline.treated_at, end, phoneTimeZone());
  return t("patient.course.logged", { count: days.length, logged: days.filter(Boolean).length });
}

function FirstAndLast({ photos }: { photos: readonly [Photo, Photo] }) {
  const span = daysBetween(...(photos.map(({ taken_at }) => localDate(Date.parse(taken_at), phoneTimeZone())) as [string, string]));
  return (
    <figure class="stack-s">
      <div class="first-and-last">
        {photos.map((photo) => (
          <Picture key={photo.id} photo={photo} size="display">
            <Pill>{t("patient.today.day", { day: photoDay(photo) })}</Pill>
          </Picture>
        ))}
      </div>
      <figcaption class="small soft">{t("patient.course.photos", { where: photoLabel(photos[0]), count: span })}</figcaption>
    </figure>
  );
}

function symptomText({ lastDay, lastScore, goneDay }: SymptomResult): string {
  if (goneDay === null) return t("patient.course.still", { day: lastDay, score: midSentence(scoreLabel(lastScore)) });
  return goneDay - lastDay <= 1 ? t("patient.course.gone", { day: goneDay }) : t("patient.course.gone-between", { from: lastDay, until: goneDay });
}

function sheetText({ band }: SymptomResult, { timeline }: Treatment): string {
  if (!band) return t("patient.course.sheet-silent");
  const length = expectedLength(band, timeline);
  if (length.unit === "open") return t("patient.course.sheet-open");
  if (length.unit === "until") return t("patient.course.sheet-until", { day: length.day });
  const { least, most, unit } = length;
  return t("patient.course.sheet", { length: least === most ? lengthOfTime(most, unit) : lengthOfTime(least, unit, most) });
}

function signText({ firstDay, lastDay, goneDay }: SignResult): string {
  const reported = firstDay === lastDay ? t("patient.course.sign", { day: firstDay }) : t("patient.course.sign-days", { from: firstDay, until: lastDay });
  return [reported, goneDay === null ? t("patient.course.sign-open") : t("patient.course.sign-gone", { day: goneDay })].join(" ");
}
