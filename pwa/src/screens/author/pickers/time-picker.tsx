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

/** Any TIME that the pickers can show; another one stays as it is until a new one is whole. */
function ExactTime({ role, value, onChange, nameOf }: Omit<TimePickerProps, "error">) {
  const [replaced, replace] = useState<string>();
  const time = value === undefined ? null : parseTime(value);
  const isUnshowable = value !== undefined && (!time || !isSimple(time));
  return (
    <>
      {value !== undefined && <p class="time-picker__words">{timeWords(value, role, nameOf)}</p>}
      {isUnshowable && value !== replaced ? (
        <>
          <p class="small soft">{t("practitioner.desk.time.kept")}</p>
          <Button kind="quiet" onClick={() => replace(value)}>{t("practitioner.desk.time.replace")}</Button>
        </>
      ) : (
        <Terms {...{ role, nameOf }} terms={isUnshowable ? [] : termsOf(time)} how={time?.type === "first" ? "first" : "both"} onChange={(terms, how) => onChange(textOf(terms, how))} />
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
  const { shown, join, add, put, remove, joinBy } = useTerms(terms, how, onChange);
  return (
    <>
      {shown.map((term, at) => (
        <div class="stack-s" key={`${at} ${shown.length}`}>
          {at > 0 && <JoinSelect how={join} onChange={joinBy} />}
          <TermFields {...parts} term={term} onNone={() => remove(at)} onChange={(changed) => put(at, changed)} />
          {shown.length > 1 && <Button kind="plain" icon="remove" label={t("practitioner.desk.join.remove", { number: at + 1 })} onClick={() => remove(at)}>{t("practitioner.desk.remove")}</Button>}
        </div>
      ))}
      {!shown.includes(null) && <Button kind="plain" icon="check-in" onClick={add}>{t("practitioner.desk.join.add")}</Button>}
    </>
  );
}

interface TermList {
  /** Null is a term that is not whole yet. It keeps its fields, and the focus, when it becomes so. */
  readonly shown: readonly (Term | null)[];
  readonly join: Join;
  readonly add: () => void;
  readonly put: (at: number, term: Term) => void;
  readonly remove: (at: number) => void;
  readonly joinBy: (how: Join) => void;
}

/** The terms, and an empty one if there is none or the author adds one: it is written once it is whole. */
function useTerms(terms: readonly Term[], how: Join, onChange: TermsProps["onChange"]): TermList {
  const [isAdding, setAdding] = useState(false);
  const [nextHow, setNextHow] = useState(how); // one term alone cannot hold it
  const join = terms.length > 1 ? how : nextHow;
  return {
    shown: isAdding || terms.length === 0 ? [...terms, null] : terms,
    join,
    add: () => setAdding(true),
    put: (at, term) => {
      if (at === terms.length) setAdding(false);
      onChange(terms.toSpliced(at, 1, term), join);
    },
    remove: (at) => {
      if (at === terms.length) setAdding(false);
      if (at === 0 || at < terms.length) onChange(terms.toSpliced(at, 1), join);
    },
    joinBy: (chosen) => {
      setNextHow(chosen);
      if (terms.length > 1) onChange(terms, chosen);
    },
  };
}

function JoinSelect({ how, onChange }: { how: Join; onChange: (how: Join) => void }) {
  const options = (["both", "first"] as const).map((join) => ({ value: join, label: t(`practitioner.desk.join.${join}`) }));
  return <Select label={t("practitioner.desk.join")} value={how} options={options} onChange={onChange} />;
}
