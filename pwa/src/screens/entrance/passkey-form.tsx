import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { Button, Field } from "../../ui";
import { Trouble } from "./frame";

interface PasskeyFormProps {
  /** The name as it is known so far. */
  readonly known: string;
  /** Creates the passkey under this name, and goes on. */
  readonly create: (name: string) => Promise<void>;
}

/** A name and a passkey: all that a new person needs. */
export function PasskeyForm({ known, create }: PasskeyFormProps) {
  const [name, setName] = useState(known);
  const { busy, problem, run } = useAsyncAction();
  const begin = () => void run(() => create(name.trim()));
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); begin(); }}>
      <Field label={t("entrance.name")} value={name} onInput={setName} more={{ required: true, maxLength: 120, autoComplete: "name" }} />
      <p class="soft">{t("entrance.passkey.what")}</p>
      <Trouble code={problem} />
      <Button submit wide icon="key" busy={busy} disabled={name.trim() === ""}>
        {t("entrance.passkey.create")}
      </Button>
    </form>
  );
}
