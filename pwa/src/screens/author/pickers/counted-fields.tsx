import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n";
import { Select } from "../../../ui";
import type { Every } from "../words/every-text";
import { NumberField } from "./length-fields";

type CountedEvery = Extract<Every, { readonly least: number }>;

interface CountedProps<E extends CountedEvery, U extends string> {
  readonly every: E;
  readonly change: (every: E) => void;
  readonly value: U;
  readonly options: readonly { readonly value: U; readonly label: string }[];
  readonly onUnit: (unit: U) => void;
}

/** One number or two, kept as they are typed until they fit. */
export function CountedFields<E extends CountedEvery, U extends string>({ every, change, value, options, onUnit }: CountedProps<E, U>) {
  const [typed, setTyped] = useState(() => textsOf(every));
  const shown = useRef(every);
  useEffect(() => {
    if (shown.current.least === every.least && shown.current.most === every.most) return;
    shown.current = every;
    setTyped(textsOf(every));
  }, [every.least, every.most]);
  const limit = every.type === "rate" ? 99 : 999;
  const write = (next: { least: string; most: string }): void => {
    setTyped(next);
    const numbers = numbersIn(next, limit);
    if (!numbers) return;
    const changed = { ...every, ...numbers };
    shown.current = changed;
    change(changed);
  };
  const error = numbersIn(typed, limit) ? undefined : t("practitioner.desk.time.fix");
  return (
    <>
      <NumberField label={t("practitioner.desk.time.number")} value={typed.least} onInput={(least) => write({ ...typed, least })} error={error} />
      <NumberField label={t("practitioner.desk.time.to")} value={typed.most} onInput={(most) => write({ ...typed, most })} optional />
      <Select label={t("practitioner.desk.time.unit")} value={value} options={options} onChange={onUnit} />
      <Select
        label={t("practitioner.desk.time.bound")}
        value={every.minimum ? "minimum" : "exact"}
        options={(["exact", "minimum"] as const).map((bound) => ({ value: bound, label: t(`practitioner.desk.bound.${bound}`) }))}
        onChange={(bound) => change({ ...every, minimum: bound === "minimum" })}
      />
    </>
  );
}

function textsOf({ least, most }: CountedEvery): { least: string; most: string } {
  return { least: String(least), most: most === least ? "" : String(most) };
}

function numbersIn(typed: { least: string; most: string }, limit: number): { least: number; most: number } | null {
  const least = Number(typed.least);
  const most = typed.most.trim() === "" ? least : Number(typed.most);
  return Number.isInteger(least) && Number.isInteger(most) && least >= 1 && most >= least && most <= limit ? { least, most } : null;
}
