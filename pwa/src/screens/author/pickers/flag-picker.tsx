import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { Button, Choices, Field } from "../../../ui";
import { KNOWN_FLAGS } from "../../practitioner/flag-label";
import { idFrom } from "../editing";
import { flagName } from "../words/rule-words";

interface FlagPickerProps {
  readonly legend: string;
  readonly values: readonly string[];
  /** The flags that other rules of the sheet have. */
  readonly known: readonly string[];
  readonly onChange: (flags: readonly string[]) => void;
}

const NOW = ["now:irritated", "now:sore"];

/** Circumstances under which a rule applies: facts of the treatment, or how the skin is at the moment. */
export function FlagPicker({ legend, values, known, onChange }: FlagPickerProps) {
  const [typed, setTyped] = useState("");
  const flags = [...new Set([...KNOWN_FLAGS, ...NOW, ...known, ...values])];
  const add = (): void => {
    setTyped("");
    onChange([...new Set([...values, idFrom(typed)])]);
  };
  return (
    <div class="stack-s">
      <Choices legend={legend} options={flags.map((flag) => ({ value: flag, label: nameOf(flag) }))} values={values} onChange={onChange} />
      <div class="desk-add">
        <Field label={t("practitioner.desk.flag.own")} value={typed} onInput={setTyped} more={{ maxLength: 50 }} />
        <Button kind="quiet" disabled={typed.trim() === ""} onClick={add}>{t("practitioner.desk.add")}</Button>
      </div>
    </div>
  );
}

function nameOf(flag: string): string {
  return flag.startsWith("now:") ? t("practitioner.desk.flag.moment", { flag: flagName(flag) }) : flagName(flag);
}
