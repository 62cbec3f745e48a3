import type { ComponentChildren } from "preact";
import type { Entry } from "../../domain/diary";
import { answeredBy, questionsOf } from "../../domain/replies-by-question";
import { t } from "../../i18n";
import { dateAndTime } from "../../i18n/dates";
import type { Review } from "../../state/clinic";
import { Card, Icon } from "../../ui";
import { CourseChart } from "../../ui/charts";
import { usualNumber } from "./day-text";
import type { PhotoAddress } from "./photo-address";
import { Days } from "./review-days";
import { Applied, Findings, ResolvedSymptoms } from "./review-facts";
import { LatestPhotos } from "./review-latest";
import { Pictures } from "./review-pictures";
import { PaperDates } from "./review-paper";
import { ReviewStrip } from "./review-strip";
import { daysBetween } from "./when";
import "./clinic.css";

interface ReviewBodyProps {
  readonly review: Review;
  /** What the patient shares besides the entries. */
  readonly shared: { readonly photos: boolean; readonly notes: boolean };
  readonly address: PhotoAddress;
  /** Where a tap on a photo leads; without it, photos are compared in a panel. */
  readonly comparer?: PhotoAddress;
  /** The replies, and for a practitioner with a grant the field for the next one. */
  readonly replies: ComponentChildren;
}

/**
 * One diary on one screen, the answers first: the strip, the question, the findings; then photos, symptoms and days. The practitioner's review, the reader of a
 * share link and the patient's preview all show this, so that the preview is exactly what is seen.
 */
export function ReviewBody({ review, shared, address, comparer, replies }: ReviewBodyProps) {
  const { treatment, entries } = review;
  const { time_zone: timeZone } = treatment;
  return (
    <div class="review">
      <PaperDates review={review} />
      <ReviewStrip review={review} shared={shared.notes} />
      <LatestPhotos photos={review.photos} timeline={treatment.timeline} address={address} comparer={comparer} />
      <div class="review__pair">
        {replies}
        <Findings findings={review.findings} timeZone={timeZone} timeline={treatment.timeline} isEmpty={entries.length === 0} />
      </div>
      <Pictures photos={review.photos} entries={entries} timeline={treatment.timeline} shared={shared.photos} address={address} comparer={comparer} />
      <Course review={review} />
      <Days review={review} />
      <div class="review__pair review__record">
        <Applied treatment={treatment} />
        <ResolvedSymptoms resolved={review.resolved} />
      </div>
    </div>
  );
}

/** "Session 2 of 4–6, 3 days ago"; without the number of sessions where the sheet does not say how many are usual. */
export function sessionText({ treatment, next_window: next }: Review): string {
  const number = treatment.number_in_series;
  const count = daysBetween(treatment.treated_at, Date.now());
  const usual = next?.treatments ?? null;
  return usual === null ? t("practitioner.review.session", { number, count }) : t("practitioner.review.session-of", { number, count, usual: usualNumber(usual) });
}

function Course({ review }: { review: Review }) {
  const { treatment, entries, bands, patient_name: name } = review;
  return (
    <Card title={t("practitioner.review.course")} icon="timeline">
      <p class="small soft">{t("practitioner.review.course.lead", { name })}</p>
      <CourseChart entries={entries} bands={bands} timeline={treatment.timeline} columns />
    </Card>
  );
}

/** The replies of the clinic, for those who only read. */
export function RepliesRead({ review }: { review: Review }) {
  if (review.replies.length === 0) return null;
  return (
    <Card title={t("practitioner.review.replies")} icon="reply">
      <ReplyList review={review} />
    </Card>
  );
}

/** The replies so far, oldest first, each with the question that it answers. */
export function ReplyList({ review: { replies, entries } }: { review: Review }) {
  const asked = questionsOf(entries);
  return (
    <ul class="stack-s">
      {replies.map((reply) => (
        <li key={reply.id}>
          <span class="small soft">{t("practitioner.review.reply.you", { author: reply.author_name, date: dateAndTime(reply.created_at) })}</span>
          <QuestionText entry={answeredBy(reply, asked)} />
          <p class="words">{reply.text}</p>
        </li>
      ))}
    </ul>
  );
}

/** What a reply answers, if it answers a question. */
export function QuestionText({ entry }: { entry: Pick<Entry, "document"> | undefined }) {
  if (!entry) return null;
  return (
    <p class="words words--question small">
      <Icon name="ask" small label={t("practitioner.review.question")} /> {entry.document.question}
    </p>
  );
}
