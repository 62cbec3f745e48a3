import { useState } from "preact/hooks";
import type { SheetFault, SheetRule } from "../../../state/authoring";
import { languagesOf } from "../editing";
import { OwnTopic } from "../pickers/own-topic";
import { TopicPicker } from "../pickers/topic-picker";
import type { DeskContent } from "./content";
import type { Desk } from "./use-desk";

export interface EditorProps {
  readonly desk: Desk;
  readonly rule: SheetRule;
  readonly faults: readonly SheetFault[];
  /** Whether the author has tried to finish the rule. */
  readonly tried: boolean;
}

/** Change one field of the rule in its present state, so that no change in between is lost. */
export type ChangeField = <F extends keyof SheetRule>(field: F, value: SheetRule[F] | "" | undefined) => void;

interface RuleTopicsProps {
  readonly desk: Desk;
  readonly rule: SheetRule;
  readonly field: "topics" | "with" | "family";
  readonly label: string;
  readonly set: ChangeField;
  readonly error?: string | undefined;
}

/** The topics of a rule; one that the tree does not have can be created. */
export function RuleTopics({ desk, rule, field, label, set, error }: RuleTopicsProps) {
  const [own, setOwn] = useState<string | null>(null);
  const values = rule[field] ?? [];
  const addOwn = (document: DeskContent["document"], topic: string): void => {
    setOwn(null);
    desk.change((now) => ({ ...now, document: { ...now.document, topics: document.topics ?? {} } }));
    set(field, [...values, topic]);
  };
  return (
    <div class="stack-s">
      <TopicPicker label={label} values={values} onChange={(topics) => set(field, topics)} tree={desk.tree} error={error} onOwn={setOwn} />
      {own !== null && <OwnTopic name={own} languages={languagesOf(desk.content.document)} sheet={desk.content.document} tree={desk.tree} onAdd={addOwn} onCancel={() => setOwn(null)} />}
    </div>
  );
}
