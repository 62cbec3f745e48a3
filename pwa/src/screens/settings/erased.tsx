import { t } from "../../i18n";
import { ButtonLink, Card } from "../../ui";
import { Facts } from "../entrance/facts";
import { Frame } from "../entrance/frame";

/** The last screen after the account was erased. */
export default function Erased() {
  return (
    <Frame title={t("settings.erased")} lead={t("settings.erased.lead")}>
      <Card>
        <Facts
          facts={[
            { icon: "phone", title: t("settings.erased.device"), text: t("settings.erased.device.text") },
            { icon: "file", title: t("settings.erased.clinic"), text: t("settings.erased.clinic.text") },
            { icon: "key", title: t("settings.erased.passkey"), text: t("settings.erased.passkey.text") },
          ]}
        />
      </Card>
      <ButtonLink kind="quiet" wide href="/sign-in">{t("settings.erased.go")}</ButtonLink>
    </Frame>
  );
}
