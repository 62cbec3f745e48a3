import { t } from "../../../i18n";
import { WithTreatment } from "../with-treatment";
import { Now } from "./now";

/** What to do and to avoid now, what changes next, and the way to check in. */
export default function TodayScreen() {
  return <WithTreatment title={t("patient.today.title")}>{(treatment) => <Now treatment={treatment} />}</WithTreatment>;
}
