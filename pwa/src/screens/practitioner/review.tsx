import { loadReview } from "../../actions/clinic";
import type { ProblemCode } from "../../domain/vocabulary";
import { t } from "../../i18n";
import type { Review } from "../../state/clinic";
import { useLoaded } from "../../state/loaded";
import { Button, Card, Empty, Screen, Skeleton, type ScreenProps } from "../../ui";
import { CourseChart } from "../../ui/charts";
import { Failed } from "./failed";
import { Applied, Findings, NextWindow, ResolvedSymptoms, Words } from "./review-facts";
import { Pictures } from "./review-pictures";
import { Replies, Reviewed } from "./review-reply";
import { daysBetween, shortDate } from "./when";
import "./clinic.css";

/** The problem codes for a diary that is not shared with the viewer; the same as for one that does not exist. */
const CLOSED = new Set<ProblemCode>(["not-found", "treatment-unknown"]);

/** Reviews a shared diary on one screen. */
export default function ReviewScreen({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [loaded, again] = useLoaded(() => loadReview(id), id);
  if (loaded.state === "ready") return <Opened id={id} review={loaded.value} again={again} />;
  return (
    <Screen wide title={t("practitioner.review.diary")} back="/clinic">
      {loaded.state === "loading" && <Skeleton lines={8} />}
      {loaded.state === "failed" && (CLOSED.has(loaded.code) ? <Closed /> : <Failed code={loaded.code} again={again} />)}
    </Screen>
  );
}

function Closed() {
  return (
    <Empty icon="lock" title={t("practitioner.review.closed.title")}>
      <p>{t("practitioner.review.closed.text")}</p>
    </Empty>
  );
}

interface OpenedProps {
  readonly id: string;
  readonly review: Review;
  readonly again: () => Promise<void>;
}

function Opened({ id, review, again }: OpenedProps) {
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
          <Findings findings={review.findings} timeZone={treatment.time_zone} />
          <NextWindow review={review} timeZone={treatment.time_zone} />
          <Replies id={id} name={name} replies={review.replies} again={again} />
          <ResolvedSymptoms resolved={review.resolved} />
          <Applied treatment={treatment} />
        </div>
      </div>
    </Screen>
  );
}

function Actions({ id, again }: { id: string; again: () => Promise<void> }) {
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
