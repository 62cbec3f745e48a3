/** The faults of the server's report in the words of a practitioner. */

import { t } from "../../../i18n";
import type { SheetFault } from "../../../state/authoring";

const FIELDS = ["topics", "says", "cite", "from", "until", "every", "title", "rules", "family"] as const;

/** What to do about a fault. Its own text is for people who write the file by hand. */
export function faultText({ field }: SheetFault): string {
  const name = (field ?? "").replace(/[[.].*$/, "");
  const known = FIELDS.find((each) => each === name);
  return known ? t(`practitioner.desk.fault.${known}`) : t("practitioner.desk.fault.any", { field: name });
}
