import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import type { SheetRule } from "../../../state/authoring";
import { Button, Choice, Field, Icon, Select } from "../../../ui";
import { idFrom } from "../editing";
import { flagName } from "../words/rule-words";

/** How a flag bears on a rule: it applies only with it, or not with it. */
type Side = "if" | "unless";
const SIDES: readonly Side[] = ["if", "unless"];
const CHOOSE = "choose";
const OWN = "own";

interface FlagPickerProps {
  readonly rule: SheetRule;
  /** The flags that fit this sheet. */
  readonly known: readonly string[];
  readonly onChange: (side: Side, flags: readonly string[]) => void;
  /** The author has named a condition: `name` as it was typed. */
  readonly onName: (flag: string, name: string) => void;
}

/** Circumstances under which a rule applies, each with a way to remove it, and one list to add another. */
export function FlagPicker({ rule, known, onChange, onName }: FlagPickerProps) {
  const [own, setOwn] = useState(false);
  const chosen = SIDES.flatMap((side) => (rule[side] ?? []).map((flag) => ({ side, flag })));
  const free = known.filter((flag) => !chosen.some((each) => each.flag === flag));
  const options = SIDES.flatMap((side) => free.map((flag) => ({ value: `${side} ${flag}`, label: words(side, flag) })));
  const add = (side: Side, flag: string): void => onChange(side, [...new Set([...(rule[side] ?? []), flag])]);
  const choose = (choice: string): void => {
    const [side, flag] = choice.split(" ");
    setOwn(choice === OWN);
    if ((side === "if" || side === "unless") && flag !== undefined) add(side, flag);
  };
  return (
    <div class="stack-s">
      <Select
        label={t("practitioner.desk.conditions")}
        value={own ? OWN : CHOOSE}
        options={[{ value: CHOOSE, label: t("practitioner.desk.conditions.add") }, ...options, { value: OWN, label: t("practitioner.desk.flag.own") }]}
        onChange={choose}
      />
      {chosen.length > 0 && (
        <ul class="topic-chips">
          {chosen.map(({ side, flag }) => (
            <li key={`${side} ${flag}`}>
              <button type="button" class="topic-chip" aria-label={t("practitioner.desk.topics.remove", { topic: words(side, flag) })} onClick={() => onChange(side, (rule[side] ?? []).filter((each) => each !== flag))}>
                {words(side, flag)} <Icon name="close" small />
              </button>
            </li>
          ))}
        </ul>
      )}
      {own && <OwnFlag onAdd={(side, flag, name) => { setOwn(false); onName(flag, name); add(side, flag); }} />}
    </div>
  );
}

/** Who knows whether a condition holds. The phone asks for what was not recorded, so that no rule is ever lost. */
const ASKED = ["patient", "practitioner"] as const;
type Asked = (typeof ASKED)[number];

/** A condition in the author's words, and who is asked about it. */
function OwnFlag({ onAdd }: { onAdd: (side: Side, flag: string, name: string) => void }) {
  const [asked, setAsked] = useState<Asked>("patient");
  const [typed, setTyped] = useState("");
  const [side, setSide] = useState<Side>("if");
  return (
    <div class="stack-s">
      <Choice quietLegend legend={t("practitioner.desk.conditions")} options={SIDES.map((each) => ({ value: each, label: t(`practitioner.desk.${each}`) }))} value={side} onChange={setSide} />
      <Choice legend={t("practitioner.desk.flag.asked")} options={ASKED.map((each) => ({ value: each, label: t(`practitioner.desk.flag.asked.${each}`) }))} value={asked} onChange={setAsked} />
      <p class="small soft">{t("practitioner.desk.flag.asked.hint")}</p>
      <div class="desk-add">
        <Field label={t("practitioner.desk.flag.words")} value={typed} onInput={setTyped} more={{ maxLength: 50 }} />
        <Button kind="quiet" disabled={typed.trim() === ""} onClick={() => onAdd(side, `${asked === "patient" ? "now:" : ""}${idFrom(typed)}`, typed.trim())}>{t("practitioner.desk.add")}</Button>
      </div>
    </div>
  );
}

/** "Only if: prescribed by a doctor". */
function words(side: Side, flag: string): string {
  const name = flag.startsWith("now:") ? t("practitioner.desk.flag.moment", { flag: flagName(flag) }) : flagName(flag);
  return t(`practitioner.desk.conditions.${side}`, { flag: name });
}
