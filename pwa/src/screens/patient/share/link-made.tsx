import type { ShareLinkMade } from "../../../actions/sharing";
import { t } from "../../../i18n";
import { Button, Screen, toast } from "../../../ui";
import { OneTimeLink } from "../../../ui/one-time-link";
import { whenText } from "../format";
import "./share.css";

/** The link and its code, each to be sent in a way of its own. Both are shown once, until the person is done. */
export function LinkMade({ made, onDone }: { made: ShareLinkMade; onDone: () => void }) {
  return (
    <Screen title={t("patient.share.link.made")}>
      <OneTimeLink url={made.url} qr={made.qr_svg} alt={t("patient.share.link.qr")}>
        {t("patient.share.link.step-link", { when: whenText(Date.parse(made.link.ends_at)) })}
      </OneTimeLink>
      <p>{t("patient.share.link.step-code")}</p>
      <Code code={made.code} />
      <p class="small soft">{t("patient.share.link.only-now")}</p>
      <Button wide icon="yes" onClick={onDone}>
        {t("patient.share.link.done")}
      </Button>
    </Screen>
  );
}

function Code({ code }: { code: string }) {
  const copy = (): void => {
    navigator.clipboard.writeText(code).then(
      () => toast(t("patient.share.link.code-copied")),
      () => toast(t("common.failed.title")), // the code is on screen, to be copied by hand
    );
  };
  return (
    <>
      <p class="share-code">
        <code aria-label={t("patient.share.link.code", { code: code.split("").join(" ") })}>{code}</code>
      </p>
      <Button kind="quiet" wide icon="key" onClick={copy}>
        {t("patient.share.link.copy-code")}
      </Button>
    </>
  );
}
