import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { loadReview } from "../../actions/clinic";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import type { Review } from "../../state/clinic";
import { useLoaded } from "../../state/loaded";
import { Button, ButtonLink, Screen, useSearchParams, WhenLoaded, type ScreenProps } from "../../ui";
import { comparerAddress, photoAddress } from "./photo-address";
import { useReturnToPlace } from "./photos/open-photo";
import { Closed, isClosed, useSharingEnd } from "./review-access";
import { ReviewBar, SeenBy } from "./review-bar";
import { ReviewBody, sessionText } from "./review-body";
import { CopyButton } from "./review-copies";
import { PaperHead } from "./review-paper";
import { Replies } from "./review-reply";
import { SameHour, SeriesSwitch } from "./review-series";

/** One shared diary on one screen: the strip, the question and its reply, findings, photos, symptoms, days. */
export default function ReviewScreen({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [loaded, again] = useLoaded(() => loadReview(id), id);
  const opened = useRef<string | null>(null);
  if (loaded.state === "ready") opened.current = id;
  const back = useBack();
  const closed = loaded.state === "failed" && isClosed(loaded.code) ? loaded.code : undefined;
  const frame = (content: ComponentChildren) => (
    <Screen wide title={t("practitioner.review.diary")} back={back}>
      {closed ? <Closed id={id} code={closed} ended={opened.current === id} /> : content}
    </Screen>
  );
  return (
    <WhenLoaded loaded={loaded} again={again} lines={8} frame={frame}>
      {(review) => <OpenedReview key={id} id={id} review={review} again={again} />}
    </WhenLoaded>
  );
}

/** The patient's page if the person came from there, otherwise the queue. */
function useBack(): string {
  const [query] = useSearchParams();
  const patient = query.get("patient") ?? "";
  return /^[\da-f-]{36}$/.test(patient) ? `/clinic/patients/${patient}` : "/clinic";
}

interface OpenedReviewProps {
  readonly id: string;
  readonly review: Review;
  readonly again: () => void;
}

function OpenedReview({ id, review, again }: OpenedReviewProps) {
  const { patient_name: name, grant } = review;
  useReturnToPlace(id);
  const [comparing, setComparing] = useState(false);
  useSharingEnd(id, again);
  const lead = <>{sessionText(review)}{review.reviewed && " · "}<SeenBy id={id} review={review} again={again} /></>;
  const beside = (
    <>
      <PaperHead review={review} />
      <SeriesSwitch id={id} review={review} comparing={comparing} onCompare={setComparing} />
      <Pages id={id} review={review} />
    </>
  );
  return (
    <Screen wide title={name} back={useBack()} lead={lead} beside={beside}>
      {comparing ? <SameHour id={id} review={review} /> : (
        <ReviewBody
          review={review}
          address={photoAddress}
          comparer={(photoId) => comparerAddress(id, photoId)}
          shared={grant ?? { photos: true, notes: true }}
          replies={<Replies id={id} review={review} again={again} />}
        />
      )}
      <p class="row no-print">
        <Button kind="plain" icon="file" onClick={() => globalThis.print()}>{t("practitioner.review.print")}</Button>
        <CopyButton review={review} format="csv" />
        <CopyButton review={review} format="fhir" />
      </p>
      {grant && <p class="small soft no-print">{t("practitioner.review.until", { date: shortDate(grant.ends_at), name })}</p>}
      {!comparing && <ReviewBar id={id} review={review} again={again} />}
    </Screen>
  );
}

/** The ways to the patient's page and to the record of this session. */
function Pages({ id, review: { clinic_patient_id: patient } }: { id: string; review: Review }) {
  return (
    <span class="row no-print">
      {patient !== null && <ButtonLink kind="plain" icon="person" href={`/clinic/patients/${patient}?from=${id}`}>{t("practitioner.patient.page")}</ButtonLink>}
      <ButtonLink kind="plain" icon="note" href={`/clinic/treatments/${id}`}>{t("practitioner.patient.treatment")}</ButtonLink>
    </span>
  );
}
