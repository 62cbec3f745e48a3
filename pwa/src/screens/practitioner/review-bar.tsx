import { markReviewed, undoReviewed } from "../../actions/clinic";
import { t } from "../../i18n";
import { dateAndTime, timeOfDay } from "../../i18n/dates";
import { localDate } from "../../domain/dates";
import { useAsyncAction } from "../../state/async-action";
import { phoneTimeZone } from "../../state/clock";
import type { Review } from "../../state/clinic";
import { ActionError, Button, ButtonLink, toast } from "../../ui";
import { CopyButton } from "./review-copies";

interface ReviewBarProps {
  readonly id: string;
  readonly review: Review;
  readonly again: () => void;
}

/** What a review ends with, within reach all the time: reply, plan, mark as reviewed, take a copy. */
export function ReviewBar({ id, review, again }: ReviewBarProps) {
  const { series } = review;
  const newest = series.at(-1)?.treatment_id === id;
  return (
    <div class="review-bar no-print" role="group" aria-label={t("practitioner.review.bar")}>
      <Button kind="plain" icon="reply" onClick={goToReply}>{t("practitioner.review.bar.reply")}</Button>
      {newest && <ButtonLink kind="plain" icon="calendar" href={`/clinic/treatments/${id}/plan?from=review`}>{t("practitioner.review.bar.plan")}</ButtonLink>}
      <MarkReviewed id={id} review={review} again={again} />
      <CopyButton review={review} format="pdf" />
    </div>
  );
}

function goToReply(): void {
  document.querySelector<HTMLTextAreaElement>("#reply textarea")?.focus();
}

/** Marks everything up to now as reviewed; not offered again until something new is logged. */
function MarkReviewed({ id, review, again }: ReviewBarProps) {
  const marking = useAsyncAction(
    () => markReviewed(id),
    () => {
      toast(t("practitioner.review.reviewed.done"));
      again();
    },
  );
  return (
    <>
      <ActionError {...marking} />
      <Button kind="plain" icon="yes" busy={marking.busy} disabled={isUpToDate(review)} onClick={marking.run}>{t("practitioner.review.reviewed")}</Button>
    </>
  );
}

/** Whether nothing has reached the server since the last review. */
function isUpToDate({ reviewed, entries }: Review): boolean {
  return reviewed !== null && entries.every((entry) => Date.parse(entry.received_at) <= Date.parse(reviewed.at));
}

/** "Seen by Jo Berg today, 14:20", with the way to take it back. */
export function SeenBy({ id, review: { reviewed }, again }: ReviewBarProps) {
  const undoing = useAsyncAction(() => undoReviewed(id), again);
  if (reviewed === null) return null;
  const when = whenText(reviewed.at);
  const text = reviewed.by_name === null ? t("practitioner.review.seen.nobody", { when }) : t("practitioner.review.seen", { name: reviewed.by_name, when });
  return (
    <span class="review-seen no-print">
      {text} <Button kind="plain" busy={undoing.busy} onClick={undoing.run}>{t("practitioner.review.seen.undo")}</Button>
      <ActionError {...undoing} />
    </span>
  );
}

function whenText(at: string): string {
  const zone = phoneTimeZone();
  const isToday = localDate(Date.parse(at), zone) === localDate(Date.now(), zone);
  return isToday ? t("practitioner.review.seen.today", { time: timeOfDay(at) }) : dateAndTime(at);
}
