import type { ComponentChildren } from "preact";
import { loadReview } from "../../actions/clinic";
import type { ProblemCode } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import type { Review } from "../../state/clinic";
import { useLoaded } from "../../state/loaded";
import { Button, ButtonLink, Empty, Screen, useSearchParams, WhenLoaded, type ScreenProps } from "../../ui";
import { comparerAddress, photoAddress } from "./photo-address";
import { useReturnToPlace } from "./photos/open-photo";
import { ReviewBody, sessionText } from "./review-body";
import { Copies } from "./review-copies";
import { Replies, Reviewed } from "./review-reply";

/** The problem codes for a diary that is not shared with the viewer; the same as for one that does not exist. */
const CLOSED = new Set<ProblemCode>(["not-found", "treatment-unknown"]);

/** One shared diary on one screen: photos, symptoms, notes, findings, the next session. */
export default function ReviewScreen({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [loaded, again] = useLoaded(() => loadReview(id), id);
  const back = useBack();
  const closed = loaded.state === "failed" && CLOSED.has(loaded.code);
  const frame = (content: ComponentChildren) => (
    <Screen wide title={t("practitioner.review.diary")} back={back}>
      {closed ? <Closed /> : content}
    </Screen>
  );
  return (
    <WhenLoaded loaded={loaded} again={again} lines={8} frame={frame}>
      {(review) => <OpenedReview id={id} review={review} again={again} />}
    </WhenLoaded>
  );
}

/** The patient's page if the person came from there, otherwise the queue. */
function useBack(): string {
  const [query] = useSearchParams();
  const patient = query.get("patient") ?? "";
  return /^[\da-f-]{36}$/.test(patient) ? `/clinic/patients/${patient}` : "/clinic";
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
  const { patient_name: name, grant } = review;
  useReturnToPlace(id);
  return (
    <Screen wide title={name} back={useBack()} lead={sessionText(review)} beside={<Actions id={id} review={review} again={again} />}>
      {review.clinic_patient_id !== null && (
        <p class="no-print"><ButtonLink kind="plain" icon="person" href={`/clinic/patients/${review.clinic_patient_id}?from=${id}`}>{t("practitioner.patient.page")}</ButtonLink></p>
      )}
      {grant && <p class="small soft">{t("practitioner.review.until", { date: shortDate(grant.ends_at), name })}</p>}
      <ReviewBody
        review={review}
        address={photoAddress}
        comparer={(photoId) => comparerAddress(id, photoId)}
        shared={grant ?? { photos: true, notes: true }}
        replies={<Replies id={id} review={review} again={again} />}
      />
    </Screen>
  );
}

function Actions({ id, review, again }: OpenedReviewProps) {
  return (
    <span class="row no-print">
      <Button kind="plain" icon="file" onClick={() => globalThis.print()}>{t("practitioner.review.print")}</Button>
      <Copies review={review} />
      <Reviewed id={id} again={again} />
    </span>
  );
}
