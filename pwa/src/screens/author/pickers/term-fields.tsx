import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n";
import { Field, Select } from "../../../ui";
import { idFrom } from "../editing";
import { newTerm, NEW_OFFSET, TERM_KINDS, termOf, formOf, type LengthForm, type TermForm, type TermKind } from "../words/time-form";
import { ACTS, BARE_STATES, DAY_PARTS, STATES_OF, timeText, type Term } from "../words/time-text";
import { CHOSEN_ACTS, actName, type NameOf } from "../words/time-words";
import { LengthFields, NumberField } from "./length-fields";

interface TermFieldsProps {
  /** Null before one is chosen. */
  readonly term: Term | null;
  readonly onChange: (term: Term) => void;
  /** If given, "no time" is offered as well. */
  readonly onNone?: (() => void) | undefined;
  /** The label of the kind of time, and the label of its option for no time. */
  readonly label: string;
  readonly none: string;
  readonly nameOf: NameOf;
}

const NONE = "none";

/**
 * One term of a TIME: its kind, and the fields of that kind. What is typed stays on screen until it is a whole term.
 */
export function TermFields({ term, onChange, onNone, label, none, nameOf }: TermFieldsProps) {
  const [form, change] = useTermForm(term, onChange);
  const options: { value: TermKind | typeof NONE; label: string }[] = TERM_KINDS.map((kind) => ({ value: kind, label: t(`practitioner.desk.kind.${kind}`) }));
  if (onNone) options.unshift({ value: NONE, label: none });
  return (
    <div class="desk-fields">
      <Select label={label} value={form?.kind ?? NONE} options={options} onChange={(kind) => { if (kind !== NONE) change(newTerm(kind)); else { change(null); onNone?.(); } }} />
      {form && <KindFields key={form.kind} form={form} change={change} nameOf={nameOf} />}
    </div>
  );
}

function useTermForm(term: Term | null, onChange: (term: Term) => void): readonly [TermForm | null, (form: TermForm | null) => void] {
  const [form, setForm] = useState(() => term && formOf(term));
  const text = term ? timeText(term) : "";
  const shown = useRef(text);
  useEffect(() => {
    if (text === shown.current) return; // our own change
    shown.current = text;
    setForm(term && formOf(term));
  }, [text]);
  const change = (next: TermForm | null): void => {
    setForm(next);
    const typed = next && termOf(next);
    if (!typed) return;
    shown.current = timeText(typed);
    onChange(typed);
  };
  return [form, change];
}

interface KindProps<F> {
  readonly form: F;
  readonly change: (form: TermForm) => void;
  readonly nameOf: NameOf;
}

function KindFields({ form, change, nameOf }: KindProps<TermForm>) {
  switch (form.kind) {
    case "length":
      return <LengthFields bounds form={form.length} onChange={(length) => change({ ...form, length })} anchor={sides("treatment")} />;
    case "session":
      return <LengthFields form={form.length} onChange={(length) => change({ ...form, length })} anchor={sides("session")} />;
    case "day":
      return <DayFields form={form} change={change} nameOf={nameOf} />;
    case "part":
      return <PartFields form={form} change={change} nameOf={nameOf} />;
    case "state":
      return <StateFields form={form} change={change} nameOf={nameOf} />;
    case "act":
      return <ActFields form={form} change={change} nameOf={nameOf} />;
    case "lost":
      return <p class="small soft">{t("practitioner.desk.lost.hint")}</p>;
  }
}

function sides(of: "treatment" | "session" | "anchor"): { after: string; before: string } {
  return { after: t(`practitioner.desk.side.${of}.after`), before: t(`practitioner.desk.side.${of}.before`) };
}

type FormOf<K extends TermKind> = Extract<TermForm, { readonly kind: K }>;

function DayFields({ form, change }: KindProps<FormOf<"day">>) {
  const error = termOf(form) ? undefined : t("practitioner.desk.time.fix");
  return (
    <>
      <NumberField label={t("practitioner.desk.day")} value={form.first} onInput={(first) => change({ ...form, first })} error={error} />
      <NumberField label={t("practitioner.desk.day.last")} value={form.last} onInput={(last) => change({ ...form, last })} optional />
    </>
  );
}

function PartFields({ form, change }: KindProps<FormOf<"part">>) {
  const error = termOf(form) || form.offset ? undefined : t("practitioner.desk.time.fix");
  return (
    <>
      <Select label={t("practitioner.desk.part")} value={form.part} options={DAY_PARTS.map((part) => ({ value: part, label: t(`practitioner.desk.parts.${part}`) }))} onChange={(part) => change({ ...form, part })} />
      <NumberField label={t("practitioner.desk.part.days")} value={form.days} onInput={(days) => change({ ...form, days })} error={error} />
      <Offset offset={form.offset} onChange={(offset) => change({ ...form, offset })} />
    </>
  );
}

function StateFields({ form, change, nameOf }: KindProps<FormOf<"state">>) {
  const options = [...BARE_STATES, ...STATES_OF].map((name) => ({ value: name, label: t(`practitioner.desk.states.${name}`) }));
  const named = STATES_OF.some((name) => name === form.name);
  return (
    <>
      <Select label={t("practitioner.desk.state")} value={form.name} options={options} onChange={(name) => change({ ...form, name })} />
      {named && <NameField label={t("practitioner.desk.of")} value={form.of} onChange={(of) => change({ ...form, of })} nameOf={nameOf} />}
      <Offset offset={form.offset} onChange={(offset) => change({ ...form, offset })} />
    </>
  );
}

const OTHER = "other";

function ActFields({ form, change, nameOf }: KindProps<FormOf<"act">>) {
  const [free, setFree] = useState(!CHOSEN_ACTS.some((act) => act === form.of));
  const acts: { value: string; label: string }[] = CHOSEN_ACTS.map((act) => ({ value: act, label: actName(act, nameOf) }));
  const choose = (act: string): void => {
    setFree(act === OTHER);
    if (act !== OTHER) change({ ...form, of: act });
  };
  return (
    <>
      <Select label={t("practitioner.desk.time.side")} value={form.name} options={ACTS.map((name) => ({ value: name, label: t(`practitioner.desk.acts.${name}`) }))} onChange={(name) => change({ ...form, name })} />
      <Select label={t("practitioner.desk.act")} value={free ? OTHER : form.of} options={[...acts, { value: OTHER, label: t("practitioner.desk.act.else") }]} onChange={choose} />
      {free && <NameField label={t("practitioner.desk.act.name")} value={form.of} onChange={(of) => change({ ...form, of })} nameOf={nameOf} />}
      <Offset offset={form.offset} onChange={(offset) => change({ ...form, offset })} />
    </>
  );
}

/** The name of an act or a thing. It is shown as it is typed; the TIME gets it with hyphens. */
function NameField({ label, value, onChange, nameOf }: { label: string; value: string; onChange: (id: string) => void; nameOf: NameOf }) {
  const [typed, setTyped] = useState(() => (value === "" ? "" : nameOf(value)));
  const write = (text: string): void => {
    setTyped(text);
    onChange(text.trim() === "" ? "" : idFrom(text));
  };
  return <Field label={label} value={typed} onInput={write} error={typed.trim() === "" ? t("practitioner.desk.name.fix") : undefined} more={{ maxLength: 40 }} />;
}

/** An extra time before or after a part of the day, a state or an act. */
function Offset({ offset, onChange }: { offset: LengthForm | null; onChange: (offset: LengthForm | null) => void }) {
  const options = [{ value: "none", label: t("practitioner.desk.offset.none") }, { value: "some", label: t("practitioner.desk.offset.some") }];
  return (
    <>
      <Select label={t("practitioner.desk.offset")} value={offset ? "some" : "none"} options={options} onChange={(choice) => onChange(choice === "some" ? NEW_OFFSET : null)} />
      {offset && <LengthFields form={offset} onChange={onChange} anchor={sides("anchor")} />}
    </>
  );
}
