import { useState } from "preact/hooks";
import { createPasskey } from "../../actions/entrance/create-passkey";
import { loadPasskeys, removePasskey, renamePasskey, type Passkey } from "../../actions/sign-in-methods";
import { t } from "../../i18n";
import { mediumDate } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { ownName } from "../../state/auth-session";
import { useLoaded } from "../../state/loaded";
import { ActionError, BottomSheet, Button, Field, Row, Rows, toast, WhenLoaded } from "../../ui";
import { Section } from "./section";

/** The person's passkeys: add, rename and remove them. */
export function PasskeyList() {
  const [loaded, again] = useLoaded(loadPasskeys);
  const [chosen, setChosen] = useState<Passkey>();
  const close = () => setChosen(undefined);
  const done = () => {
    close();
    again();
  };
  return (
    <Section title={t("settings.passkeys")} text={t("entrance.passkey.what")}>
      <WhenLoaded loaded={loaded} again={again}>
        {(passkeys) => (
          <>
            {passkeys.length === 0 && <p>{t("settings.passkeys.none")}</p>}
            <Passkeys passkeys={passkeys} choose={setChosen} />
          </>
        )}
      </WhenLoaded>
      <AddPasskey onAdded={again} />
      <BottomSheet open={chosen !== undefined} title={chosen ? nameOf(chosen) : ""} onClose={close}>
        {chosen && (
          <>
            <Rename passkey={chosen} onDone={done} />
            <Remove passkey={chosen} onDone={done} />
          </>
        )}
      </BottomSheet>
    </Section>
  );
}

function nameOf({ label }: Passkey): string {
  return label === "" ? t("settings.passkeys.unnamed") : label;
}

function Passkeys({ passkeys, choose }: { passkeys: readonly Passkey[]; choose: (passkey: Passkey) => void }) {
  if (passkeys.length === 0) return null;
  return (
    <Rows label={t("settings.passkeys")}>
      {passkeys.map((passkey) => (
        <Row key={passkey.id} icon="key" title={nameOf(passkey)} detail={<Dates passkey={passkey} />} onClick={() => choose(passkey)} />
      ))}
    </Rows>
  );
}

function Dates({ passkey: { created_at, last_used_at } }: { passkey: Passkey }) {
  const used = last_used_at === null ? t("settings.passkeys.unused") : t("settings.devices.seen", { when: mediumDate(last_used_at) });
  return (
    <>
      {t("settings.passkeys.created", { when: mediumDate(created_at) })}
      <br />
      {used}
    </>
  );
}

function AddPasskey({ onAdded }: { onAdded: () => void }) {
  const adding = useAsyncAction(() => createPasskey({ name: ownName() }), () => {
    toast(t("settings.passkeys.added"));
    onAdded();
  });
  return (
    <>
      <ActionError {...adding} />
      <Button kind="quiet" wide icon="key" busy={adding.busy} onClick={adding.run}>{t("settings.passkeys.add")}</Button>
    </>
  );
}

interface PartProps {
  readonly passkey: Passkey;
  readonly onDone: () => void;
}

function Rename({ passkey, onDone }: PartProps) {
  const [label, setLabel] = useState(passkey.label);
  const renaming = useAsyncAction(() => renamePasskey(passkey.id, label.trim()), onDone);
  return (
    <form
      class="stack-s"
      onSubmit={(event) => {
        event.preventDefault();
        renaming.run();
      }}
    >
      <Field label={t("settings.passkeys.name")} value={label} onInput={setLabel} more={{ required: true, maxLength: 120 }} />
      <ActionError {...renaming} />
      <Button submit wide kind="quiet" busy={renaming.busy} disabled={label.trim() === "" || label.trim() === passkey.label}>
        {t("settings.passkeys.rename")}
      </Button>
    </form>
  );
}

function Remove({ passkey, onDone }: PartProps) {
  const removing = useAsyncAction(() => removePasskey(passkey.id), onDone);
  return (
    <section class="stack-s">
      <p>{t("settings.passkeys.remove.text")}</p>
      <ActionError problem={removing.problem} />
      <Button kind="careful" wide icon="remove" busy={removing.busy} onClick={removing.run}>{t("settings.passkeys.remove")}</Button>
    </section>
  );
}
