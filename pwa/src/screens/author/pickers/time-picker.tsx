import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { Button, Select } from "../../../ui";
import { isSimple, parseTime, timeText, type Term, type Time } from "../words/time-text";
import { timeWords, type NameOf, type Role } from "../words/time-words";
import { NONE, OTHER, QuickTime } from "./quick-time";
import { TermFields } from "./term-fields";

interface TimePickerProps {
  readonly role: Role;
  /** The TIME as the sheet has it; undefined if the rule is open at this end. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly nameOf: NameOf;
  /** What is wrong with it, in words. */
  readonly error?: string | undefined;
}

type Join = "both" | "first";

/** The beginning or the end of a rule: the usual times with one tap, all others with exact pickers. */
export function TimePicker({ role, value, onChange, nameOf, error }: TimePickerProps) {
  const [exact, setExact] = useState(false);
  const choose = (choice: string): void => {
    setExact(choice === OTHER);
    if (choice !== OTHER) onChange(choice === NONE ? undefined : choice);
  };
  return (
    <fieldset class="time-picker">
      <legend>{t(`practitioner.desk.${role}`)}</legend>
      <QuickTime {...{ role, value, exact, nameOf }} onChoose={choose} />
      {error !== undefined && <p class="field__error" role="alert">{error}</p>}
      {exact && <ExactTime {...{ role, value, onChange, nameOf }} />}
    </fieldset>
  );
}

/** Any TIME that the pickers can show; another one stays as it is until it is replaced. */
function ExactTime({ role, value, onChange, nameOf }: Omit<TimePickerProps, "error">) {
  const time = value === undefined ? null : parseTime(value);
  const shown = value !== undefined && (!time || !isSimple(time)) ? null : termsOf(time);
  return (
    <>
      {value !== undefined && <p class="time-picker__words">{timeWords(value, role, nameOf)}</p>}
      {shown ? (
        <Terms {...{ role, nameOf }} terms={shown} how={time?.type === "first" ? "first" : "both"} onChange={(terms, how) => onChange(textOf(terms, how))} />
      ) : (
        <>
          <p class="small soft">{t("practitioner.desk.time.kept")}</p>
          <Button kind="quiet" onClick={() => onChange("24h")}>{t("practitioner.desk.time.replace")}</Button>
        </>
      )}
    </>
  );
}

function termsOf(time: Time | null): readonly Term[] {
  if (time === null) return [];
  return time.type === "both" || time.type === "first" ? time.parts.flatMap(termsOf) : [time];
}

function textOf(terms: readonly Term[], how: Join): string | undefined {
  const [first] = terms;
  if (first === undefined) return undefined;
  return timeText(terms.length === 1 ? first : { type: how, parts: terms });
}

type TermsProps = Pick<TimePickerProps, "role" | "nameOf"> & {
  readonly terms: readonly Term[];
  readonly how: Join;
  readonly onChange: (terms: readonly Term[], how: Join) => void;
};

function Terms({ role, nameOf, terms, how, onChange }: TermsProps) {
  const none = t(`practitioner.desk.${role}.none`);
  const parts = { label: t("practitioner.desk.kind"), none, nameOf };
  const shown = terms.length === 0 ? [null] : terms; // the first term keeps its fields, and the focus, while it is typed
  const without = (at: number) => () => onChange(terms.toSpliced(at, 1), how);
  return (
    <>
      {shown.map((term, at) => (
        <div class="stack-s" key={`${at} ${shown.length}`}>
          {at > 0 && <JoinSelect how={how} onChange={(join) => onChange(terms, join)} />}
          <TermFields {...parts} term={term} onNone={without(at)} onChange={(changed) => onChange(terms.toSpliced(at, 1, changed), how)} />
          {terms.length > 1 && <Button kind="plain" icon="remove" label={t("practitioner.desk.join.remove", { number: at + 1 })} onClick={() => onChange(terms.toSpliced(at, 1), how)}>{t("practitioner.desk.remove")}</Button>}
        </div>
      ))}
      {terms.length > 0 && <Button kind="plain" icon="check-in" onClick={() => onChange([...terms, another(terms)], how)}>{t("practitioner.desk.join.add")}</Button>}
    </>
  );
}

/** The usual second term: the skin has healed, or a length beside a state. */
function another(terms: readonly Term[]): Term {
  const healed: Term = { type: "state", name: "healed", of: null, offset: null };
  return terms.some((term) => term.type === "state") ? { type: "length", kind: "exact", before: false, least: { count: 48, unit: "h" }, surely: { count: 48, unit: "h" } } : healed;
}

function JoinSelect({ how, onChange }: { how: Join; onChange: (how: Join) => void }) {
  const options = (["both", "first"] as const).map((join) => ({ value: join, label: t(`practitioner.desk.join.${join}`) }));
  return <Select label={t("practitioner.desk.join")} value={how} options={options} onChange={onChange} />;
}
