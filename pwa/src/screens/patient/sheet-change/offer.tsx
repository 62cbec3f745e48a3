import { useEffect, useState } from "preact/hooks";
import { Row, Rows } from "../../../ui";
import { shouldOffer, loadSheetChange } from "../../../actions/diary/sheet-change";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";

/** A link to the changes of a newer version of the sheet; nothing if there is none, or if it was postponed. */
export default function Offer({ treatment }: { treatment: Treatment }) {
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    loadSheetChange(treatment.id)
      .then((change) => shouldOffer(treatment.id, change, Date.now()))
      .then(setOffered, () => setOffered(false)); // offline: there is nothing to offer
  }, [treatment.id, treatment.sheet.version]);
  if (!offered) return null;
  return (
    <Rows>
      <Row icon="sheet" title={t("patient.change.card")} detail={t("patient.change.show")} href="/sheet-change" />
    </Rows>
  );
}
