import { useState } from "preact/hooks";
import { revokeGrant, shareDiary, type Scope } from "../../../actions/sharing";
import type { Grant, Treatment } from "../../../domain/diary";
import { MAX_GRANT_DAYS } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { onPhone } from "../../../state/diary";
import { ActionError, Button, Card, Choice, toast } from "../../../ui";
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
  const { treatment_id: treatmentId, photos, notes, ends_at: endsAt, everyone } = grant;
  const name = everyone ? grant.clinic_name : grant.practitioner_name;
  const undo = (): void => {
    haptic("undo");
    shareDiary({ treatmentIds: [treatmentId], photos, notes, everyone, endsAt }).catch(() => toast(t("common.failed.title")));
  };
  const revoking = useAsyncAction(
    () => revokeGrant(grant.id),
    () => toast(t("patient.share.revoked", { name }), { label: t("patient.act.undo"), run: undo }),
  );
  return (
    <Card tone="teal" icon="share" title={t("patient.share.open", { name })}>
      <p>{t(everyone ? "patient.share.until-everyone" : "patient.share.until", { clinic: grant.clinic_name, name, when: dayText(Date.parse(endsAt)) })}</p>
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

interface ShareWithClinicProps {
  readonly treatments: readonly Treatment[];
  /** Of the practitioner whose treatments they are. */
  readonly name: string;
  readonly clinic: string;
}

/** Share with the practitioner of these treatments, or with everyone at the clinic. */
export function ShareWithClinic({ treatments, name, clinic }: ShareWithClinicProps) {
  const [who, setWho] = useState<"only" | "everyone">("only");
  const everyone = who === "everyone";
  const recipient = everyone ? clinic : name;
  const scope = useScope({ treatments, lengths: ["14", "30", "90"], usual: "30", days: MAX_GRANT_DAYS });
  const sharing = useAsyncAction(async () => {
    if (scope.consent) await shareDiary({ ...scope.consent, everyone });
  });
  return (
    <Card title={t("patient.share.with", { name: recipient })} icon="person">
      <p>{t("patient.share.what")}</p>
      <Choice
        legend={t("patient.share.who")}
        value={who}
        onChange={setWho}
        options={[
          { value: "only", label: t("patient.share.only", { name }) },
          { value: "everyone", label: t("patient.share.everyone", { clinic }), detail: t("patient.share.everyone-hint", { name }) },
        ]}
        shape="list"
      />
      <ScopeForm scope={scope} byLink={false} seenBy={t(everyone ? "patient.preview.everyone" : "patient.preview.only", { name, clinic })} />
      <p class="soft small">{t("patient.share.stays")}</p>
      <ActionError {...sharing} />
      <Button icon="share" busy={sharing.busy} disabled={!scope.consent} onClick={sharing.run}>
        {t("patient.share.do", { name: recipient })}
      </Button>
    </Card>
  );
}
