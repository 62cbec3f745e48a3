import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { Button, ButtonLink, Card } from "../../ui";
import { Facts } from "./facts";
import { Frame } from "./frame";
import { InstallHint } from "./install-hint";

/** What is kept, where, and who can see it; read before the first entry. */
export function WhatIsKept({ withClinic, onGo }: { withClinic: boolean; onGo?: () => void }) {
  useEffect(() => scrollTo(0, 0), []); // it takes the place of the form before it
  return (
    <Frame title={t("entrance.kept.title")} lead={t("entrance.kept.lead")}>
      <Card>
        <Facts
          facts={[
            { icon: "diary", title: t("entrance.kept.what"), text: t("entrance.kept.what.text") },
            { icon: "lock", title: t("entrance.kept.who"), text: t(withClinic ? "entrance.kept.who.clinic" : "entrance.kept.who.alone") },
            { icon: "camera", title: t("entrance.kept.photos"), text: t("entrance.kept.photos.text") },
            { icon: "remove", title: t("entrance.kept.yours"), text: t("entrance.kept.yours.text") },
          ]}
        />
      </Card>
      {onGo ? (
        <Button wide onClick={onGo}>{t("entrance.kept.go-alone")}</Button>
      ) : (
        <ButtonLink href="/" wide>{t("entrance.kept.go")}</ButtonLink>
      )}
      <InstallHint />
      <p class="small soft">{t("entrance.kept.emergency")}</p>
    </Frame>
  );
}
