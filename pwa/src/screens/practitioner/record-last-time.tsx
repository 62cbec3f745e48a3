import { t } from "../../i18n";

/** The value of the last session beside an empty field: nothing is filled in until it is tapped. */
export function LastTime({ name, value, now, take }: { name: string; value: string | undefined; now: string; take: (value: string) => void }) {
  if (value === undefined || value.trim() === "" || now.trim() !== "") return null;
  const shown = value.split("\n").join(", ");
  return (
    <button type="button" class="last-value" onClick={() => take(value)}>
      <span class="unseen">{t("practitioner.record.last.of", { name })}</span>{" "}
      {t("practitioner.record.last.value", { value: shown })}
    </button>
  );
}
