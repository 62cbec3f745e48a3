import { t } from "../i18n";
import { me } from "../state/auth-session";
import { ButtonLink, Empty, Screen } from "../ui";

/** No such screen, or not one for this person: both look the same. */
export function Missing() {
  const practitioner = me()?.role === "practitioner";
  return (
    <Screen title={t("common.missing.title")}>
      <Empty icon="unsaid" title={t("common.missing.text")}>
        <ButtonLink href={practitioner ? "/clinic" : "/"}>{t(practitioner ? "common.missing.home-practitioner" : "common.missing.home")}</ButtonLink>
      </Empty>
    </Screen>
  );
}
