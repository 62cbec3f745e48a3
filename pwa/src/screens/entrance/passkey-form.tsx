import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { Button, Field } from "../../ui";
import { Trouble } from "./frame";

interface PasskeyFormProps {
  /** The name, as far as it is already known. */
  readonly known: string;
  /** Creates the passkey under this name and continues. */
  readonly create: (name: string) => Promise<void>;
}

/** Asks for a name and creates a passkey. */
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
