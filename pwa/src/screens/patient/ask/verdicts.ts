import type { AnswerKind } from "../../../domain/answers";
import type { IconName, Tone } from "../../../ui";

/** How each kind of answer looks. A ban that has ended never looks like a permission. */
export const VERDICTS: Readonly<Record<AnswerKind, { readonly tone: Tone; readonly icon: IconName }>> = {
  yes: { tone: "teal", icon: "yes" },
  "not-yet": { tone: "ochre", icon: "wait" },
  only: { tone: "ochre", icon: "only" },
  no: { tone: "plum", icon: "no" },
  tell: { tone: "plum", icon: "call" },
  longer: { tone: "ochre", icon: "attention" },
  unsaid: { tone: "sand", icon: "unsaid" },
  expected: { tone: "sand", icon: "expect" },
  over: { tone: "sand", icon: "info" },
};
