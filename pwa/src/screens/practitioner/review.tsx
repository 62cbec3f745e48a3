import type { ComponentChildren } from "preact";
import { loadReview } from "../../actions/clinic";
import type { ProblemCode } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import type { Review } from "../../state/clinic";
import { useLoaded } from "../../state/loaded";
import { Button, Card, Empty, Screen, WhenLoaded, type ScreenProps } from "../../ui";
import { CourseChart } from "../../ui/charts";
import { Applied, Departures, Findings, NextWindow, ResolvedSymptoms, Words } from "./review-facts";
import { Pictures } from "./review-pictures";
import { Replies, Reviewed } from "./review-reply";
import { daysBetween } from "./when";
import "./clinic.css";

/** The problem codes for a diary that is not shared with the viewer; the same as for one that does not exist. */
const CLOSED = new Set<ProblemCode>(["not-found", "treatment-unknown"]);

/** One shared diary on one screen: photos, symptoms, notes, findings, the next session. */
export default function ReviewScreen({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [loaded, again] = useLoaded(() => loadReview(id), id);
  const closed = loaded.state === "failed" && CLOSED.has(loaded.code);
  const frame = (content: ComponentChildren) => (
    <Screen wide title={t("practitioner.review.diary")} back="/clinic">
      {closed ? <Closed /> : content}
    </Screen>
  );
  return (
    <WhenLoaded loaded={loaded} again={again} lines={8} frame={frame}>
      {(review) => <OpenedReview id={id} review={review} again={again} />}
    </WhenLoaded>
  );
}

function Closed() {
  return (
    <Empty icon="lock" title={t("practitioner.review.closed.title")}>
      <p>{t("practitioner.review.closed.text")}</p>
    </Empty>
  );
}

interface OpenedReviewProps {
  readonly id: string;
  readonly review: Review;
  readonly again: () => void;
}

function OpenedReview({ id, review, again }: OpenedReviewProps) {
  const { treatment, patient_name: name } = review;
  const days = daysBetween(treatment.treated_at, Date.now());
  return (
    <Screen
      wide
      title={name}
      back="/clinic"
      lead={t("practitioner.review.session", { number: treatment.number_in_series, count: days })}
      beside={<Actions id={id} again={again} />}
    >
      {review.grant && (
        <p class="small soft">{t("practitioner.review.until", { date: shortDate(review.grant.ends_at), name })}</p>
      )}
      <div class="review">
        <div class="stack">
          <Pictures photos={review.photos} entries={review.entries} treatedAt={treatment.treated_at} shared={review.grant?.photos ?? true} />
          <Course review={review} />
          <Words entries={review.entries} timeZone={treatment.time_zone} />
        </div>
        <div class="stack">
          <Findings findings={review.findings} timeZone={treatment.time_zone} sheetLanguage={treatment.timeline.sheet.language} />
          <Departures departures={review.departures} timeZone={treatment.time_zone} sheetLanguage={treatment.timeline.sheet.language} />
          <NextWindow review={review} timeZone={treatment.time_zone} />
          <Replies id={id} name={name} replies={review.replies} again={again} />
          <ResolvedSymptoms resolved={review.resolved} />
          <Applied treatment={treatment} />
        </div>
      </div>
    </Screen>
  );
}

function Actions({ id, again }: { id: string; again: () => void }) {
  return (
    <span class="row no-print">
      <Button kind="plain" icon="file" onClick={() => globalThis.print()}>{t("practitioner.review.print")}</Button>
      <Reviewed id={id} again={again} />
    </span>
  );
}

function Course({ review }: { review: Review }) {
  const { treatment, entries, bands, patient_name: name } = review;
  return (
    <Card title={t("practitioner.review.course")} icon="timeline">
      <p class="small soft">{t("practitioner.review.course.lead", { name })}</p>
      <CourseChart entries={entries} bands={bands} treatedAt={treatment.treated_at} />
    </Card>
  );
}
