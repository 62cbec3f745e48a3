/** What only paper shows of a review: whose clinic, which treatment, and when it was printed. The screen has it all elsewhere. */

import { t } from "../../i18n";
import { fullDateAndTime } from "../../i18n/dates";
import { now } from "../../state/clock";
import type { Review } from "../../state/clinic";
import "./review.css";

type Printed = Pick<Review, "treatment">;
type Headed = Pick<Review, "treatment" | "clinic_logo">;

/** The clinic's head, beside the patient's name. */
export function PaperHead({ review: { treatment, clinic_logo: logo } }: { review: Headed }) {
  const { clinic_name: name, clinic_phone: phone } = treatment;
  if (name === null) return null;
  return (
    <p class="paper-only paper-head">
      {logo && <img src={logo} alt="" />}
      <strong>{name}</strong>
      {phone !== null && phone !== "" && <span>{phone}</span>}
    </p>
  );
}

/** When the treatment was and when the page was printed: a day such as "3 days ago" says nothing on paper. */
export function PaperDates({ review: { treatment } }: { review: Printed }) {
  const treated = fullDateAndTime(treatment.treated_at, treatment.time_zone);
  return <p class="paper-only small">{t("practitioner.review.paper", { treated, printed: fullDateAndTime(now.value) })}</p>;
}
