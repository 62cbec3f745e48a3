import { revokeGrant, shareDiary, type Scope } from "../../../actions/sharing";
import type { Grant, Treatment } from "../../../domain/diary";
import { MAX_GRANT_DAYS } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { onPhone } from "../../../state/diary";
import { ActionError, Button, Card, toast } from "../../../ui";
import { haptic } from "../../../ui/haptics";
import { dayText } from "../format";
import { ScopeForm, useScope } from "./scope-form";
import { sessionName } from "./session-name";

/** What is included, in one sentence. */
export function scopeText({ photos, notes }: Scope): string {
  if (photos) return t(notes ? "patient.share.scope.all" : "patient.share.scope.photos");
  return t(notes ? "patient.share.scope.notes" : "patient.share.scope.none");
}

/** One grant: with whom, what, until when; and how to stop it with one tap, which can be undone. */
export function OpenGrant({ grant }: { grant: Grant }) {
  const shared = onPhone.value?.treatments.find(({ id }) => id === grant.treatment_id);
  const { treatment_id: treatmentId, photos, notes, ends_at: endsAt, practitioner_name: name } = grant;
  const undo = (): void => {
    haptic("undo");
    shareDiary({ treatmentIds: [treatmentId], photos, notes, endsAt }).catch(() => toast(t("common.failed.title")));
  };
  const revoking = useAsyncAction(
    () => revokeGrant(grant.id),
    () => toast(t("patient.share.revoked", { name }), { label: t("patient.act.undo"), run: undo }),
  );
  return (
    <Card tone="teal" icon="share" title={t("patient.share.open", { name })}>
      <p>{t("patient.share.until", { clinic: grant.clinic_name, when: dayText(Date.parse(endsAt)) })}</p>
      {shared && <p>{sessionName(shared)}</p>}
      <p>{scopeText(grant)}</p>
      <ActionError {...revoking} />
      <Button kind="careful" icon="lock" busy={revoking.busy} onClick={revoking.run}>
        {t("patient.share.revoke")}
      </Button>
      <p class="small soft">{t("patient.share.revoke-note")}</p>
    </Card>
  );
}

/** Share with the practitioner who recorded these treatments. */
export function ShareWithPractitioner({ treatments, name }: { treatments: readonly Treatment[]; name: string }) {
  const scope = useScope({ treatments, lengths: ["14", "30", "90"], usual: "30", days: MAX_GRANT_DAYS });
  const sharing = useAsyncAction(async () => {
    if (scope.consent) await shareDiary(scope.consent);
  });
  return (
    <Card title={t("patient.share.with", { name })} icon="person">
      <p>{t("patient.share.what")}</p>
      <ScopeForm scope={scope} byLink={false} />
      <p class="soft small">{t("patient.share.stays")}</p>
      <ActionError {...sharing} />
      <Button icon="share" busy={sharing.busy} disabled={!scope.consent} onClick={sharing.run}>
        {t("patient.share.do", { name })}
      </Button>
    </Card>
  );
}
