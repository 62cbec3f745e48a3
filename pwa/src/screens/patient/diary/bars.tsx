import type { EntryDocument } from "../../../domain/diary";
import { SYMPTOMS } from "../../../domain/vocabulary";
import { scoreLabel, symptomLabel } from "../../labels";

const STEPS = [1, 2, 3, 4] as const;

/** Scores as small bars of four steps, each with its word. */
export function SymptomBars({ scores }: Pick<EntryDocument, "scores">) {
  const logged = SYMPTOMS.flatMap((symptom) => {
    const score = scores[symptom];
    return score === undefined ? [] : [{ symptom, score }];
  });
  if (!logged.length) return null;
  return (
    <dl class="bars">
      {logged.map(({ symptom, score }) => (
        <div key={symptom}>
          <dt>{symptomLabel(symptom)}</dt>
          <dd>
            <span class="bars__steps" aria-hidden="true">
              {STEPS.map((step) => (
                <span key={step} class={step <= score ? `bars__step bars__step--${score}` : "bars__step"} />
              ))}
            </span>
            <span class="bars__word">{scoreLabel(score)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
