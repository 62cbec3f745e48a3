import { AREAS, type Area } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { Choice, Select } from "../../../ui";
import { areaLabel, scoreLabel } from "../../labels";
import { SCORE_OF } from "../words/rule-words";
import { RuleTopics, type ChangeField, type EditorProps } from "./rule-topics";
import { UsingFields, Wordings } from "./wordings";

const ANY = "";
type UpTo = keyof typeof SCORE_OF;
const STRENGTHS: readonly UpTo[] = ["very-mild", "mild", "moderate", "severe"];
const TRENDS = ["rising", "peak", "falling"] as const;
const GRADES = ["usual", "most", "rare"] as const;

type RareProps = Pick<EditorProps, "desk" | "rule"> & { readonly set: ChangeField; readonly errorOf: (field: string) => string | undefined };

/** The fields that most rules do not have. */
export function RareFields({ desk, rule, set, errorOf }: RareProps) {
  const areas: { value: Area | typeof ANY; label: string }[] = AREAS.map((area) => ({ value: area, label: areaLabel(area) }));
  return (
    <div class="stack">
      <Wordings desk={desk} rule={rule} field="amount" error={errorOf("amount")} />
      {!hasWith(rule) && <RuleTopics desk={desk} rule={rule} field="with" label={t("practitioner.desk.with")} set={set} error={errorOf("with")} />}
      <UsingFields desk={desk} rule={rule} error={errorOf("using")} />
      <Select label={t("practitioner.desk.area")} value={rule.area ?? ANY} options={[{ value: ANY, label: t("practitioner.desk.any-area") }, ...areas]} onChange={(area) => set("area", area)} />
      {rule.verb === "expect" && <Expected rule={rule} set={set} />}
      {rule.verb === "call" && <Trend rule={rule} set={set} />}
      {rule.verb === "only" && <RuleTopics desk={desk} rule={rule} field="family" label={t("practitioner.desk.family")} set={set} error={errorOf("family")} />}
      {rule.verb !== "avoid" && (
        <Choice
          legend={t("practitioner.desk.exception")}
          options={[{ value: "no", label: t("practitioner.desk.exception.no") }, { value: "yes", label: t("practitioner.desk.exception.yes") }]}
          value={rule.exception ? "yes" : "no"}
          onChange={(choice) => set("exception", choice === "yes")}
        />
      )}
      <Wordings desk={desk} rule={rule} field="cite" error={errorOf("cite")} />
    </div>
  );
}

/** Whether the rule has products or methods that it needs; they are then among its first fields. */
export function hasWith(rule: EditorProps["rule"]): boolean {
  return (rule.with ?? []).length > 0;
}

function Expected({ rule, set }: Pick<RareProps, "rule" | "set">) {
  const none = { value: ANY, label: t("practitioner.desk.not-stated") } as const;
  const strengths: { value: UpTo | typeof ANY; label: string }[] = STRENGTHS.map((each) => ({ value: each, label: scoreLabel(SCORE_OF[each]) }));
  const grades: { value: (typeof GRADES)[number] | typeof ANY; label: string }[] = GRADES.map((each) => ({ value: each, label: t(`practitioner.desk.grade.${each}`) }));
  return (
    <div class="desk-fields">
      <Select label={t("practitioner.desk.up-to")} value={rule.up_to ?? ANY} options={[none, ...strengths]} onChange={(score) => set("up_to", score)} />
      <Select label={t("practitioner.desk.grade")} value={rule.grade ?? ANY} options={[none, ...grades]} onChange={(grade) => set("grade", grade)} />
      <Trend rule={rule} set={set} />
    </div>
  );
}

function Trend({ rule, set }: Pick<RareProps, "rule" | "set">) {
  const trends: { value: (typeof TRENDS)[number] | typeof ANY; label: string }[] = TRENDS.map((each) => ({ value: each, label: t(`practitioner.desk.trend.${each}`) }));
  return <Select label={t("practitioner.desk.trend")} value={rule.trend ?? ANY} options={[{ value: ANY, label: t("practitioner.desk.not-stated") }, ...trends]} onChange={(trend) => set("trend", trend)} />;
}
