import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { Button, Choices, Select } from "../../../ui";
import { everyText, everyWords, parseEvery, PERIODS, type Every } from "../words/every-text";
import { DAY_PARTS, UNITS } from "../words/time-text";
import { actName, CHOSEN_ACTS, type NameOf } from "../words/time-words";
import { CountedFields } from "./counted-fields";

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

/** What most rules say, as the sheet writes it. */
const USUAL = ["1/day", "2/day", ">=2/day", "3/day", "morning+evening", "every 2h", "each wash", "as needed", "once", "always"] as const;
const OTHER = "other";

/** How often: the usual recurrences in one list, all others with exact pickers. */
export function EveryPicker({ value, onChange, nameOf }: EveryPickerProps) {
  const [exact, setExact] = useState(false);
  const own = value === undefined || USUAL.some((each) => each === value) ? [] : [value];
  const options = [...own, ...USUAL].map((text) => ({ value: text, label: text === ">=2/day" ? t("practitioner.desk.every.several") : everyWords(text, nameOf) }));
  const choose = (choice: string): void => {
    setExact(choice === OTHER);
    if (choice !== OTHER) onChange(choice === NONE ? undefined : choice);
  };
  return (
    <>
      <Select
        label={t("practitioner.desk.every")}
        value={exact ? OTHER : (value ?? NONE)}
        options={[{ value: NONE, label: t("practitioner.desk.every.none") }, ...options, { value: OTHER, label: t("practitioner.desk.time.more") }]}
        onChange={choose}
      />
      {exact && <ExactEvery value={value} onChange={onChange} nameOf={nameOf} />}
    </>
  );
}

/** "Twice a day", "every 2 hours". A recurrence that the pickers cannot show stays until it is replaced. */
function ExactEvery({ value, onChange, nameOf }: EveryPickerProps) {
  const every = value === undefined ? null : parseEvery(value);
  if (value !== undefined && !every) return <OtherEvery value={value} onChange={onChange} nameOf={nameOf} />;
  const types = TYPES.map((type) => ({ value: type, label: t(`practitioner.desk.every-kind.${type === "as needed" ? "as-needed" : type}`) }));
  const change = (next: Every): void => onChange(everyText(next));
  return (
    <div class="desk-fields">
      <Select
        label={t("practitioner.desk.every-kind")}
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
      return <CountedFields every={every} change={change} value={every.per} options={PERIODS.map((per) => ({ value: per, label: t(`practitioner.desk.per.${per}`) }))} onUnit={(per) => change({ ...every, per })} />;
    case "interval":
      return <CountedFields every={every} change={change} value={every.unit} options={UNITS.map((unit) => ({ value: unit, label: t(`practitioner.desk.units.${unit}`) }))} onUnit={(unit) => change({ ...every, unit })} />;
    case "each": {
      const known = CHOSEN_ACTS.some((act) => act === every.act);
      const acts = [...CHOSEN_ACTS, ...(known ? [] : [every.act])].map((act) => ({ value: act, label: actName(act, nameOf) }));
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
