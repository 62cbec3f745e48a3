import { useState } from "preact/hooks";
import { withdrawTreatment } from "../../actions/records";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import type { TreatmentForClinic } from "../../state/clinic";
import { ActionError, Banner, Button, Card, Field, toast } from "../../ui";

/** Withdraws a treatment that was recorded by mistake, with the reason. */
export function Withdraw({ treatment: { id }, again }: { treatment: TreatmentForClinic; again: () => void }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const withdrawing = useAsyncAction(() => withdrawTreatment(id, reason.trim()), () => {
    toast(t("practitioner.withdraw.done"));
    again();
  });
  const missing = reason.trim() === "";
  const withdraw = () => {
    setTried(true);
    if (!missing) withdrawing.run();
  };
  if (!open) return <Button kind="quiet" icon="remove" onClick={() => setOpen(true)}>{t("practitioner.withdraw.open")}</Button>;
  return (
    <Card title={t("practitioner.withdraw.title")} icon="remove">
      <p>{t("practitioner.withdraw.what")}</p>
      <Field
        label={t("practitioner.withdraw.reason")}
        value={reason}
        onInput={setReason}
        error={tried && missing ? t("practitioner.withdraw.reason.missing") : undefined}
        more={{ maxLength: 200 }}
      />
      <ActionError {...withdrawing} />
      <div class="row">
        <Button kind="careful" busy={withdrawing.busy} onClick={withdraw}>{t("practitioner.withdraw.confirm")}</Button>
        <Button kind="plain" onClick={() => setOpen(false)}>{t("practitioner.withdraw.keep")}</Button>
      </div>
    </Card>
  );
}

/** That the record was withdrawn: when, by whom, and why. */
export function Withdrawn({ withdrawn: { at, by, reason } }: { withdrawn: NonNullable<TreatmentForClinic["withdrawn"]> }) {
  return (
    <Banner title={t("practitioner.withdraw.by", { date: shortDate(at), name: by })}>
      <p>{t("practitioner.withdraw.because", { reason })}</p>
      <p>{t("practitioner.withdraw.stays")}</p>
    </Banner>
  );
}
