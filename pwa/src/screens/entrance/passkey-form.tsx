import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Button, Field } from "../../ui";

interface PasskeyFormProps {
  /** The name as far as it is known. */
  readonly known: string;
  /** Creates the passkey and the account under this name, and goes on: signing in may replace this form. */
  readonly create: (name: string) => Promise<void>;
}

/** Asks for a name and creates a passkey. */
export function PasskeyForm({ known, create }: PasskeyFormProps) {
  const [name, setName] = useState(known);
  const creating = useAsyncAction(() => create(name.trim()));
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        creating.run();
      }}
    >
      <Field label={t("entrance.name")} value={name} onInput={setName} more={{ required: true, maxLength: 120, autoComplete: "name" }} />
      <p class="soft">{t("entrance.passkey.what")}</p>
      <ActionError {...creating} />
      <Button submit wide icon="key" busy={creating.busy} disabled={name.trim() === ""}>
        {t("entrance.passkey.create")}
      </Button>
    </form>
  );
}
