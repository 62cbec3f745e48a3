/** Where a review was scrolled to when a photo of it was opened, so that "back" returns to that place; held in memory. */

let left: { readonly treatmentId: string; readonly scroll: number } | undefined;

/** Remember how far the review is scrolled, because a photo of it is opened. */
export function leaveReview(treatmentId: string): void {
  left = { treatmentId, scroll: scrollY };
}

/** The place of this review, once; undefined if it was not left for a photo. */
export function placeInReview(treatmentId: string): number | undefined {
  const place = left?.treatmentId === treatmentId ? left.scroll : undefined;
  left = undefined;
  return place;
}
