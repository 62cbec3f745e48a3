import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n";
import { Button, Choices, Select } from "../../../ui";
import { everyText, everyWords, parseEvery, PERIODS, type Every } from "../words/every-text";
import { DAY_PARTS, UNITS } from "../words/time-text";
import { actName, NAMED_ACTS, type NameOf } from "../words/time-words";
import { NumberField } from "./length-fields";

const TYPES = ["always", "rate", "interval", "parts", "each", "as needed", "once"] as const;
const NONE = "none";

const NEW: Readonly<Record<Every["type"], Every>> = {
  always: { type: "always" },
  once: { type: "once" },
  "as needed": { type: "as needed" },
  rate: { type: "rate", least: 2, most: 2, minimum: false, per: "day" },
  interval: { type: "interval", least: 2, most: 2, minimum: false, unit: "h" },
  each: { type: "each", act: "wash" },
  parts: { type: "parts", parts: ["morning", "evening"] },
};

interface EveryPickerProps {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly nameOf: NameOf;
}

/** How often: "twice a day", "every 2 hours". A recurrence that the pickers cannot show stays until it is replaced. */
export function EveryPicker({ value, onChange, nameOf }: EveryPickerProps) {
  const every = value === undefined ? null : parseEvery(value);
  if (value !== undefined && !every) return <OtherEvery value={value} onChange={onChange} nameOf={nameOf} />;
  const types = TYPES.map((type) => ({ value: type, label: t(`practitioner.desk.every-kind.${type === "as needed" ? "as-needed" : type}`) }));
  const change = (next: Every): void => onChange(everyText(next));
  return (
    <div class="desk-fields">
      <Select
        label={t("practitioner.desk.every")}
        value={every?.type ?? NONE}
        options={[{ value: NONE, label: t("practitioner.desk.every.none") }, ...types]}
        onChange={(type) => (type === NONE ? onChange(undefined) : change(NEW[type]))}
      />
      {every && <EveryFields every={every} change={change} nameOf={nameOf} />}
    </div>
  );
}

/** A recurrence that the fields cannot show: it is given in words and can only be replaced. */
function OtherEvery({ value, onChange, nameOf }: EveryPickerProps & { value: string }) {
  return (
    <div class="row">
      <span>{everyWords(value, nameOf)}</span>
      <Button kind="quiet" onClick={() => onChange("1/day")}>{t("practitioner.desk.time.replace")}</Button>
    </div>
  );
}

function EveryFields({ every, change, nameOf }: { every: Every; change: (every: Every) => void; nameOf: NameOf }) {
  switch (every.type) {
    case "rate":
      return <Counted every={every} change={change} value={every.per} options={PERIODS.map((per) => ({ value: per, label: t(`practitioner.desk.per.${per}`) }))} onUnit={(per) => change({ ...every, per })} />;
    case "interval":
      return <Counted every={every} change={change} value={every.unit} options={UNITS.map((unit) => ({ value: unit, label: t(`practitioner.desk.units.${unit}`) }))} onUnit={(unit) => change({ ...every, unit })} />;
    case "each": {
      const known = NAMED_ACTS.some((act) => act === every.act);
      const acts = [...NAMED_ACTS, ...(known ? [] : [every.act])].map((act) => ({ value: act, label: actName(act, nameOf) }));
      return <Select label={t("practitioner.desk.act")} value={every.act} options={acts} onChange={(act) => change({ ...every, act })} />;
    }
    case "parts": {
      const options = DAY_PARTS.map((part) => ({ value: part, label: t(`practitioner.desk.parts.${part}`) }));
      const keep = (parts: typeof every.parts): void => (parts.length === 0 ? undefined : change({ ...every, parts: DAY_PARTS.filter((part) => parts.includes(part)) }));
      return <Choices legend={t("practitioner.desk.part")} options={options} values={every.parts} onChange={keep} />;
    }
    default:
      return null;
  }
}

type CountedEvery = Extract<Every, { readonly least: number }>;

interface CountedProps<E extends CountedEvery, U extends string> {
  readonly every: E;
  readonly change: (every: E) => void;
  readonly value: U;
  readonly options: readonly { readonly value: U; readonly label: string }[];
  readonly onUnit: (unit: U) => void;
}

/** One number or two, kept as they are typed until they fit. */
function Counted<E extends CountedEvery, U extends string>({ every, change, value, options, onUnit }: CountedProps<E, U>) {
  const [typed, setTyped] = useState(() => textsOf(every));
  const shown = useRef(every);
  useEffect(() => {
    if (shown.current.least === every.least && shown.current.most === every.most) return;
    shown.current = every;
    setTyped(textsOf(every));
  }, [every.least, every.most]);
  const write = (next: { least: string; most: string }): void => {
    setTyped(next);
    const numbers = numbersIn(next, every.type === "rate" ? 99 : 999);
    if (!numbers) return;
    const changed = { ...every, ...numbers };
    shown.current = changed;
    change(changed);
  };
  const error = numbersIn(typed, 999) ? undefined : t("practitioner.desk.time.fix");
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
