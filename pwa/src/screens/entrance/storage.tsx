import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { Button, ButtonLink, Card } from "../../ui";
import { AppLockOffer } from "../settings/app-lock";
import { Facts } from "./facts";
import { Frame } from "./frame";

/** What Afterglow stores, where, and who can see it; shown before the first entry. */
export function StorageNotice({ withClinic, onGo }: { withClinic: boolean; onGo?: () => void }) {
  useEffect(() => scrollTo(0, 0), []); // it replaces a form that may have been scrolled
  return (
    <Frame title={t("entrance.storage.title")} lead={t("entrance.storage.lead")}>
      <Card>
        <Facts
          facts={[
            { icon: "diary", title: t("entrance.storage.what"), text: t("entrance.storage.what.text") },
            { icon: "lock", title: t("entrance.storage.who"), text: t(withClinic ? "entrance.storage.who.clinic" : "entrance.storage.who.alone") },
            { icon: "camera", title: t("entrance.storage.photos"), text: t("entrance.storage.photos.text") },
            { icon: "remove", title: t("entrance.storage.yours"), text: t("entrance.storage.yours.text") },
          ]}
        />
      </Card>
      {onGo ? (
        <Button wide onClick={onGo}>{t("entrance.storage.go-alone")}</Button>
      ) : (
        <ButtonLink href="/" wide>{t("entrance.storage.go")}</ButtonLink>
      )}
      <AppLockOffer />
      <p class="small soft">{t("entrance.storage.emergency")}</p>
    </Frame>
  );
}
