import { saveReview, type CopyFormat } from "../../actions/review-copy";
import { localDate } from "../../domain/dates";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import type { Review } from "../../state/clinic";
import { ActionError, Button, toast } from "../../ui";

/** Saves the review as a PDF to hand out, its check-ins as a table, or both for the clinic's software. */
export function CopyButton({ review, format }: { review: Review; format: CopyFormat }) {
  const { treatment, patient_name: name } = review;
  const treatedOn = localDate(Date.parse(treatment.treated_at), treatment.time_zone);
  const saving = useAsyncAction(
    () => saveReview(treatment.id, format, treatedOn),
    () => toast(t("practitioner.review.copy.saved", { name })),
  );
  return (
    <>
      <ActionError {...saving} />
      <Button kind="plain" icon="file" busy={saving.busy} onClick={saving.run}>{t(`practitioner.review.copy.${format}`)}</Button>
    </>
  );
}
