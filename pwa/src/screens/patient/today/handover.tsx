import { declineHandover } from "../../../actions/diary/decline-handover";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { ActionError, Button, ButtonLink, Card } from "../../../ui";

/** Another practitioner has taken over: share the diary with them, or leave it closed. Asked once. */
export function Handover({ treatment }: { treatment: Treatment }) {
  const { practitioner_name: name, clinic_name: clinic } = treatment;
  const declining = useAsyncAction(() => declineHandover(treatment.id));
  if (name === null || clinic === null) return null;
  return (
    <Card icon="person" title={t("patient.handover.title", { name })}>
      <p>{t("patient.handover.text", { name, clinic })}</p>
      <ButtonLink href="/share" icon="share">
        {t("patient.handover.share")}
      </ButtonLink>
      <Button kind="quiet" busy={declining.busy} onClick={declining.run}>
        {t("patient.handover.decline")}
      </Button>
      <ActionError {...declining} />
    </Card>
  );
}
