import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "../../ui/router";
import { createPasskey } from "../../actions/entrance/create-passkey";
import { isPhoneNumber } from "../../domain/phone-number";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Button, Field, Skeleton } from "../../ui";
import { Frame } from "./frame";
import { Closed } from "./join";
import { usePreview } from "./use-preview";

/** The first run: sets up the clinic, its owner and their passkey. */
export default function SetUp() {
  const { token, preview, again } = usePreview();
  if (preview.state === "loading") return <Frame title={t("entrance.set-up.title")}><Skeleton /></Frame>;
  if (preview.state === "failed") return <Closed code={preview.code} again={again} />;
  if (token === undefined) return <Closed code="link-unknown" />;
  return <Clinic key={token} token={token} />;
}

function Clinic({ token }: { token: string }) {
  const [clinic, setClinic] = useState("");
  const [phone, setPhone] = useState("");
  const [name, setName] = useState("");
  const [, go] = useLocation();
  const creating = useAsyncAction(
    () => createPasskey({ name: name.trim(), link: token, clinic: { name: clinic.trim(), phone: number } }),
    () => go("/clinic", { replace: true }),
  );
  const number = phone.trim();
  const wrong = number !== "" && !isPhoneNumber(number);
  const { shown, refuse, box } = useRefusal();
  return (
    <Frame title={t("entrance.set-up.title")} lead={t("entrance.set-up.lead")}>
      <form ref={box} class="stack" onSubmit={(event) => { event.preventDefault(); (wrong ? refuse : creating.run)(); }}>
        <Field label={t("entrance.set-up.clinic")} value={clinic} onInput={setClinic} more={{ required: true, maxLength: 120, autoComplete: "organization" }} />
        <Field type="tel" label={t("entrance.set-up.phone")} hint={t("entrance.set-up.phone.hint")} value={phone} onInput={setPhone} error={shown && wrong ? t("settings.clinic.phone.wrong") : undefined} more={{ maxLength: 40, autoComplete: "tel" }} />
        <Field label={t("entrance.name")} value={name} onInput={setName} more={{ required: true, maxLength: 120, autoComplete: "name" }} />
        <p class="soft">{t("entrance.passkey.what")}</p>
        <ActionError {...creating} />
        <Button submit wide icon="key" busy={creating.busy} disabled={clinic.trim() === "" || name.trim() === ""}>
          {t("entrance.passkey.create")}
        </Button>
      </form>
    </Frame>
  );
}

/** Shows from the first refusal on what is wrong, and moves to it. */
function useRefusal() {
  const box = useRef<HTMLFormElement>(null);
  const [refused, setRefused] = useState(0);
  useEffect(() => {
    if (refused > 0) box.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refused]);
  return { shown: refused > 0, refuse: () => setRefused((count) => count + 1), box };
}
