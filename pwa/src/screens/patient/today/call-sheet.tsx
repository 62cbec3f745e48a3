import { useState } from "preact/hooks";
import { loadOwnNumber, saveOwnNumber } from "../../../actions/own-number";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { useLoaded } from "../../../state/loaded";
import { ActionError, BottomSheet, Button, Field, Icon, WhenLoaded } from "../../../ui";
import { hoursOf, OpeningHours } from "../clinic-open";

interface CallSheetProps {
  readonly open: boolean;
  readonly treatment: Treatment;
  readonly onClose: () => void;
}

/** Whom to call: the clinic, and a number that the patient entered, for when it is closed or there is none. */
export function CallSheet({ open, treatment, onClose }: CallSheetProps) {
  const { clinic_phone: phone, clinic_name: clinic } = treatment;
  return (
    <BottomSheet open={open} title={t("patient.call.title")} onClose={onClose}>
      {open && (
        <>
          {phone && clinic && <strong>{clinic}</strong>}
          {phone && <CallLink number={phone} text={t("patient.call.own", { phone })} />}
          {phone && (hoursOf(treatment) ? <OpeningHours treatment={treatment} /> : <p class="soft">{t("patient.call.hours")}</p>)}
          <OwnNumber />
          <p>{t("patient.call.not-emergency")}</p>
        </>
      )}
    </BottomSheet>
  );
}

function CallLink({ number, text }: { number: string; text: string }) {
  return (
    <a class="button button--primary button--wide" href={`tel:${number.replace(/[^+\d]/g, "")}`}>
      <Icon name="call" small />
      {text}
    </a>
  );
}

function OwnNumber() {
  const [stored, again] = useLoaded(loadOwnNumber);
  return (
    <WhenLoaded loaded={stored} again={again} lines={1}>
      {(number) => <Own key={number} stored={number} onSaved={again} />}
    </WhenLoaded>
  );
}

/** It is shown as a link once it is stored, and can be changed. */
function Own({ stored, onSaved }: { stored: string; onSaved: () => void }) {
  const [editing, setEditing] = useState(stored === "");
  const [number, setNumber] = useState(stored);
  const saving = useAsyncAction(() => saveOwnNumber(number.trim()), onSaved);
  if (!editing) {
    return (
      <div class="stack-s">
        <CallLink number={stored} text={t("patient.call.own", { phone: stored })} />
        <Button kind="plain" icon="edit" onClick={() => setEditing(true)}>{t("patient.call.change")}</Button>
      </div>
    );
  }
  return (
    <form
      class="stack-s"
      onSubmit={(event) => {
        event.preventDefault();
        saving.run();
      }}
    >
      <Field label={t("patient.call.field")} hint={t("patient.call.hint")} type="tel" value={number} onInput={setNumber} more={{ autocomplete: "tel", maxLength: 40 }} />
      <ActionError {...saving} />
      <Button submit kind="quiet" busy={saving.busy}>{t("common.save")}</Button>
    </form>
  );
}
