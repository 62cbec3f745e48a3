import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { leaveReview, placeInReview } from "../../../state/review-place";
import { Link } from "../../../ui";
import "./open-photo.css";

/** A link from a review to the photo comparer; "back" returns to this place of the review. */
export function OpenPhoto({ href, class: name, children }: { href: string; class: string; children: ComponentChildren }) {
  return (
    <span class="open-photo__place" onClickCapture={() => leaveReview(treatmentIn(href))}>
      <Link href={href} class={name}>{children}</Link>
    </span>
  );
}

/** The treatment in the address of a comparer. */
function treatmentIn(href: string): string {
  return href.split("/")[3] ?? "";
}

/** Scroll to where the review was left for a photo. */
export function useReturnToPlace(treatmentId: string): void {
  useEffect(() => {
    const place = placeInReview(treatmentId);
    if (place !== undefined) scrollTo(0, place);
  }, [treatmentId]);
}
