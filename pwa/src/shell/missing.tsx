import { t } from "../i18n";
import { me } from "../state/session";
import { ButtonLink, Empty, Screen } from "../ui";

/** Shown for a path that does not exist, or that this person may not see, which looks the same. */
export function Missing() {
  return (
    <Screen title={t("common.missing.title")}>
      <Empty icon="unsaid" title={t("common.missing.text")}>
        {me()?.role === "practitioner" ? (
          <ButtonLink href="/clinic">{t("common.missing.home-practitioner")}</ButtonLink>
        ) : (
          <ButtonLink href="/">{t("common.missing.home")}</ButtonLink>
        )}
      </Empty>
    </Screen>
  );
}
