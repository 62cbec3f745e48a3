import { previewErasingAccount } from "../../actions/own-data";
import { eraseAccount } from "../../actions/entrance/sign-out";
import { t } from "../../i18n";
import { useDiary, onPhone } from "../../state/diary";
import { Erase } from "./erase";
import { useLeaving } from "./use-leaving";

/** Erase the account with all diaries, on the server and on this phone. */
export default function EraseAccount() {
  useDiary();
  const { ended, ...erasing } = useLeaving(eraseAccount, "/erased");
  return (
    <Erase
      account
      title={t("settings.erase.account")}
      load={previewErasingAccount}
      unsent={onPhone.value?.outbox.length ?? 0}
      button={t("settings.erase.account.do")}
      erasing={erasing}
      hint={ended ? t("settings.leaving.half") : undefined}
    />
  );
}
