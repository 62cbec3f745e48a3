import { t } from "../../i18n";
import type { DirectedRule } from "../../state/clinic";
import { Button, Card, Field, Select } from "../../ui";
import { TOPIC_NAMES } from "../topic-names";
import { topicLabel, topicOf, useTopics } from "../use-topics";

const VERBS = ["avoid", "only", "allow", "do", "call"] as const;

/** The practitioner's extra instructions for this patient, rule by rule. */
export function Directed({ rules, onChange }: { rules: readonly DirectedRule[]; onChange: (rules: DirectedRule[]) => void }) {
  const add = () => onChange([...rules, { id: `directed-${rules.length + 1}`, verb: "avoid", topics: [""], until: null, from: null, with: [], says: "" }]);
  const change = (index: number, part: Partial<DirectedRule>) =>
    onChange(rules.map((rule, at) => (at === index ? { ...rule, ...part } : rule)));
  return (
    <Card title={t("practitioner.record.directed")} icon="edit">
      <p class="soft">{t("practitioner.record.directed.hint")}</p>
      {rules.map((rule, index) => (
        <OneRule
          key={rule.id}
          rule={rule}
          change={(part) => change(index, part)}
          remove={() => onChange(rules.filter((_, at) => at !== index))}
        />
      ))}
      <Button kind="quiet" icon="check-in" onClick={add}>{t("practitioner.record.directed.add")}</Button>
    </Card>
  );
}

interface OneRuleProps {
  readonly rule: DirectedRule;
  readonly change: (part: Partial<DirectedRule>) => void;
  readonly remove: () => void;
}

/** Only a permission has a condition. */
function isPermission(verb: DirectedRule["verb"]): boolean {
  return verb === "allow" || verb === "do";
}

/** The topics of a list such as "sunscreen, hat". */
function topicsIn(tree: ReturnType<typeof useTopics>, text: string): string[] {
  return text.split(",").flatMap((part) => (part.trim() === "" ? [] : [topicOf(tree, part)]));
}

function OneRule({ rule, change, remove }: OneRuleProps) {
  const tree = useTopics();
  const [topic = ""] = rule.topics;
  return (
    <div class="directed">
      <div class="pair">
        <Select
          label={t("practitioner.record.directed.verb")}
          value={rule.verb}
          options={VERBS.map((verb) => ({ value: verb, label: t(`practitioner.record.verb.${verb}`) }))}
          onChange={(verb) => change(isPermission(verb) ? { verb } : { verb, with: [] })}
        />
        <Field
          label={t("practitioner.record.directed.topic")}
          value={topic === "" ? "" : topicLabel(tree, topic)}
          onInput={() => undefined}
          more={{ list: TOPIC_NAMES, onChange: (event: Event) => change({ topics: [topicOf(tree, (event.currentTarget as HTMLInputElement).value)] }) }}
        />
      </div>
      <Field optional label={t("practitioner.record.directed.until")} value={rule.until ?? ""} onInput={(until) => change({ until: until.trim() === "" ? null : until })} />
      {isPermission(rule.verb) && (
        <Field
          optional
          label={t("practitioner.record.directed.with")}
          value={rule.with.map((each) => topicLabel(tree, each)).join(", ")}
          onInput={() => undefined}
          more={{ list: TOPIC_NAMES, onChange: (event: Event) => change({ with: topicsIn(tree, (event.currentTarget as HTMLInputElement).value) }) }}
        />
      )}
      <Field label={t("practitioner.record.directed.says")} value={rule.says} onInput={(says) => change({ says })} more={{ maxLength: 200 }} />
      <Button kind="careful" icon="remove" onClick={remove}>{t("practitioner.record.directed.remove")}</Button>
    </div>
  );
}
