import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { Field, Select } from "../../../ui";
import { BOUNDS, typedLength, type LengthForm } from "../words/time-form";
import { UNITS, type Unit } from "../words/time-text";

interface LengthFieldsProps {
  readonly form: LengthForm;
  readonly onChange: (form: LengthForm) => void;
  /** What the length counts from; `null` hides "before" and "after". */
  readonly anchor: { readonly after: string; readonly before: string } | null;
  /** Whether "at least", "up to" and "about" can be chosen. */
  readonly bounds?: boolean;
}

/** The fields of a length of time: how sure, one number or two, the unit, and whether it comes before or after its anchor. */
export function LengthFields({ form, onChange, anchor, bounds = false }: LengthFieldsProps) {
  const change = (part: Partial<LengthForm>): void => onChange({ ...form, ...part });
  const twoUnits = form.most.trim() !== "" && form.leastUnit !== form.unit;
  const error = typedLength(form) ? undefined : t("practitioner.desk.time.fix");
  return (
    <>
      {bounds && !form.before && (
        <Select
          label={t("practitioner.desk.time.bound")}
          value={form.bound}
          options={BOUNDS.map((bound) => ({ value: bound, label: t(`practitioner.desk.bound.${bound}`) }))}
          onChange={(bound) => change({ bound })}
        />
      )}
      <NumberField label={t("practitioner.desk.time.number")} value={form.least} onInput={(least) => change({ least })} error={error} />
      {twoUnits && <UnitSelect value={form.leastUnit} onChange={(leastUnit) => change({ leastUnit })} />}
      <NumberField label={t("practitioner.desk.time.to")} value={form.most} onInput={(most) => change({ most })} optional />
      <UnitSelect value={form.unit} onChange={(unit) => change(twoUnits ? { unit } : { unit, leastUnit: unit })} />
      {anchor && (
        <Select
          label={t("practitioner.desk.time.side")}
          value={form.before ? "before" : "after"}
          options={[{ value: "after", label: anchor.after }, { value: "before", label: anchor.before }]}
          onChange={(side) => change({ before: side === "before" })}
        />
      )}
    </>
  );
}

function UnitSelect({ value, onChange }: { value: Unit; onChange: (unit: Unit) => void }) {
  const options = UNITS.map((unit) => ({ value: unit, label: t(`practitioner.desk.units.${unit}`) }));
  return <Select label={t("practitioner.desk.time.unit")} value={value} options={options} onChange={onChange} />;
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly error?: string | undefined;
  readonly optional?: boolean;
}

/** A whole number, kept as it is typed. Before anything is typed, it is asked for and not called wrong. */
export function NumberField({ label, value, onInput, error, optional = false }: NumberFieldProps) {
  const [untouched, setUntouched] = useState(value === "");
  const write = (typed: string): void => {
    setUntouched(false);
    onInput(typed);
  };
  const asks = untouched && value === "" && !optional;
  return <Field label={label} value={value} onInput={write} hint={asks ? t("practitioner.desk.time.number-hint") : undefined} error={asks ? undefined : error} optional={optional} more={{ inputMode: "numeric", maxLength: 6, autocomplete: "off" }} />;
}
