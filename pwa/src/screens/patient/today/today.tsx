import { t } from "../../../i18n";
import { WithTreatment } from "../with-treatment";
import { Now } from "./now";

/** For the start of the app, which reads the diary while the account is being loaded. */
export { followDiary } from "../../../state/diary";

/** What to do and to avoid now, what changes next, and a link to the check-in. */
export default function TodayScreen() {
  return <WithTreatment title={t("patient.today.title")}>{(treatment) => <Now treatment={treatment} />}</WithTreatment>;
}
