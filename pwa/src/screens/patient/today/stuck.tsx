import { discardChange, discardPhoto, retrySending } from "../../../actions/diary/outbox";
import { problemText, t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import type { OnPhone } from "../../../state/diary";
import { ActionError, Banner, Button, ButtonLink } from "../../../ui";

type OutboxItem = OnPhone["outbox"][number];

/** A change that the server refused: why, what the patient can do about it, and a retry. */
export function Stuck({ item }: { item: OutboxItem }) {
  const resending = useAsyncAction(retrySending);
  return (
    <Banner tone="attention" title={t("patient.stuck.title")}>
      <p>{problemText(item.problem ?? "")}</p>
      {item.kind === "entry" ? (
        <ButtonLink kind="quiet" icon="edit" href={`/check-in?entry=${item.target}`}>
          {t("patient.stuck.edit")}
        </ButtonLink>
      ) : (
        !item.kind.startsWith("erase-") && <Discard item={item} />
      )}
      <Button kind="quiet" icon="sending" busy={resending.busy} onClick={resending.run}>
        {t("common.retry")}
      </Button>
      <ActionError problem={resending.problem} />
    </Banner>
  );
}

function Discard({ item }: { item: OutboxItem }) {
  const photo = item.kind === "photo";
  const discarding = useAsyncAction(() => (photo ? discardPhoto(item.target) : discardChange(item.key)));
  return (
    <>
      <Button kind="careful" icon={photo ? "remove" : "close"} busy={discarding.busy} onClick={discarding.run}>
        {t(photo ? "patient.stuck.remove" : "patient.stuck.discard")}
      </Button>
      <ActionError problem={discarding.problem} />
    </>
  );
}
