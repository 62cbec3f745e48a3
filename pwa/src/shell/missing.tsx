import { t } from "../i18n";
import { me } from "../state/session";
import { ButtonLink, Empty, Screen } from "../ui";

/** No such screen; or not for this person, which looks the same. */
export function Missing() {
  return (
    <Screen title={t("common.missing.title")}>
      <Empty icon="unsaid" title={t("common.missing.text")}>
        <ButtonLink href={me()?.role === "practitioner" ? "/clinic" : "/"}>{t("common.missing.home")}</ButtonLink>
      </Empty>
    </Screen>
  );
}
