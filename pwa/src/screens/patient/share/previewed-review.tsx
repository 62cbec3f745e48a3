import type { Preview, Scope } from "../../../actions/sharing";
import { photoAddress } from "../../practitioner/photo-address";
import { RepliesRead, ReviewBody, sessionText } from "../../practitioner/review-body";

/** What a reader would see, with the components of the practitioner's own screen. */
export function PreviewedReview({ review, scope }: { review: Preview; scope: Scope }) {
  return (
    <div class="stack">
      <h3>{review.patient_name}</h3>
      <p>{sessionText(review)}</p>
      <ReviewBody review={review} shared={scope} address={photoAddress} replies={<RepliesRead review={review} />} />
    </div>
  );
}
