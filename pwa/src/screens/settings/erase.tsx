import { useState, type Dispatch } from "preact/hooks";
import type { ErasurePreview } from "../../actions/own-data";
import { t } from "../../i18n";
import type { AsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, Banner, Button, ButtonLink, Field, Screen, WhenLoaded } from "../../ui";
import { FreshPasskey } from "./fresh-passkey";
import { Erased, Remains } from "./erasure-preview";

interface EraseProps {
  readonly title: string;
  readonly load: () => Promise<ErasurePreview>;
  /** Changes that this phone has not sent, and that go too. */
  readonly unsent: number;
  /** Whether it is the account: its ways to sign in go, too. */
  readonly account?: boolean;
  readonly button: string;
  readonly erasing: AsyncAction;
  /** What is safe or left after a failure, if more can be said than its text. */
  readonly hint?: string | undefined;
}

/** Says what goes and what stays before anything is erased, and wants a word typed and a passkey. */
export function Erase({ title, load, unsent, account = false, button, erasing, hint }: EraseProps) {
  const [loaded, again] = useLoaded(load);
  return (
    <Screen title={title} back="/settings/data">
      {loaded.state === "failed" && loaded.code === "offline" ? (
        <ActionError title={t("settings.erase.offline")} problem="offline" retry={again} />
      ) : (
        <WhenLoaded loaded={loaded} again={again} lines={6}>
          {(preview) => (
            <>
              <Unsent count={unsent} />
              <Erased counts={preview.erases} account={account} />
              <Remains clinics={preview.clinics} />
              <div class="row">
                <span>{t("settings.erase.copy-first")}</span>
                <ButtonLink kind="plain" href="/settings/data">{t("settings.export")}</ButtonLink>
              </div>
              <Confirmation button={button} erasing={erasing} hint={hint} />
            </>
          )}
        </WhenLoaded>
      )}
      <FreshPasskey />
    </Screen>
  );
}

function Unsent({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Banner tone="attention" title={t("settings.sign-out.unsent", { count })}>
      <p>{t("settings.erase.unsent")}</p>
    </Banner>
  );
}

function Confirmation({ button, erasing, hint }: Pick<EraseProps, "button" | "erasing" | "hint">) {
  const [typed, setTyped] = useState("");
  const confirmed = typed.trim().toLowerCase() === t("settings.erase.word");
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (confirmed) erasing.run();
      }}
    >
      <TypedWord typed={typed} onInput={setTyped} />
      <ActionError {...erasing} {...(hint === undefined ? {} : { hint })} />
      <Button submit wide kind="careful" icon="remove" busy={erasing.busy} disabled={!confirmed}>{button}</Button>
    </form>
  );
}

function TypedWord({ typed, onInput }: { typed: string; onInput: Dispatch<string> }) {
  return (
    <Field
      label={t("settings.erase.type", { word: t("settings.erase.word") })}
      hint={t("settings.erase.type.why")}
      value={typed}
      onInput={onInput}
      more={{ autoComplete: "off", autoCapitalize: "none", spellcheck: false }}
    />
  );
}
