import { t } from "../../i18n";
import { ButtonLink, Empty } from "../../ui";

/** The clinic has withdrawn every treatment of this person: nothing counts, and the entries stay. */
export function Withdrawn() {
  return (
    <Empty icon="diary" title={t("patient.withdrawn.title")}>
      <p>{t("patient.withdrawn.text")}</p>
      <ButtonLink href="/diary">{t("patient.withdrawn.diary")}</ButtonLink>
    </Empty>
  );
}
