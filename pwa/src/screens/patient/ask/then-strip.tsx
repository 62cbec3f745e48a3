import type { Answer, Change } from "../../../domain/answers";
import type { TopicTree } from "../../../domain/topics";
import { t } from "../../../i18n";
import { Icon } from "../../../ui";
import { changeText } from "./reply-text";
import { anyOf } from "./topics-text";
import { VERDICTS } from "./verdicts";

interface Step {
  readonly kind: Answer["kind"];
  readonly with: readonly string[];
  readonly when: string;
}

interface ThenStripProps {
  readonly answer: Answer;
  readonly tree: TopicTree;
  /** When the answer itself holds: "Now", "Friday". */
  readonly first: string;
}

/** How the answer changes up to the end of the course, one step below the other: colour, icon, words and time. */
export function ThenStrip({ answer, tree, first }: ThenStripProps) {
  if (!answer.then.length) return null;
  const later = answer.then.map((change: Change): Step => ({ ...change, when: changeText(change) }));
  return (
    <section class="then">
      <h3>{t("answer.then.title")}</h3>
      <ol>
        {[{ ...answer, when: first }, ...later].map((step) => (
          <ThenStep key={step.when + step.kind} step={step} tree={tree} />
        ))}
      </ol>
    </section>
  );
}

function ThenStep({ step: { kind, with: needed, when }, tree }: { step: Step; tree: TopicTree }) {
  const { tone, icon } = VERDICTS[kind];
  const isConditional = kind === "yes" && needed.length > 0;
  return (
    <li class={`then__step then__step--${tone}`}>
      <span class="then__when">{when}</span>
      <span class="then__kind">
        <Icon name={icon} />
        {isConditional ? t("answer.then.with", { with: anyOf(needed, tree) }) : t(`answer.then.${kind}`)}
      </span>
    </li>
  );
}
