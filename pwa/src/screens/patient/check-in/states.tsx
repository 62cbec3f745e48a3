import { Choice } from "../../../ui";
import type { Draft } from "../../../actions/diary/draft";
import { statesToAsk } from "../../../domain/check-in";
import type { Treatment } from "../../../domain/diary";
import type { SkinState } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { statesIn } from "../../../state/diary";
import type { Writing } from "./use-answers";

interface StatesProps {
  readonly treatment: Treatment;
  readonly draft: Draft;
  readonly change: Writing["change"];
}

/**
 * The states of the skin that rules of the sheet depend on and that only the patient can confirm. What was confirmed before
 * is asked behind a tap: it seldom changes, and must be easy to take back.
 */
export function States({ treatment, draft, change }: StatesProps) {
  const { states: given } = draft.document;
  const reported = statesIn(treatment);
  const states = statesToAsk(treatment.timeline);
  const isConfirmed = (state: SkinState): boolean => typeof reported[state] === "number" && given[state] === undefined;
  const answer = (state: SkinState, holds: boolean | null): void => {
    const others = Object.entries(given).filter(([name]) => name !== state);
    change({ states: Object.fromEntries(holds === null ? others : [...others, [state, holds]]) });
  };
  const choice = (state: SkinState) => <SkinStateChoice key={state} state={state} holds={given[state]} onAnswer={(holds) => answer(state, holds)} />;
  const [open, confirmed] = [states.filter((state) => !isConfirmed(state)), states.filter(isConfirmed)];
  return (
    <>
      {open.length > 0 && <section class="stack">{open.map(choice)}</section>}
      {confirmed.length > 0 && (
        <details class="further">
          <summary>{t("patient.check-in.confirmed")}</summary>
          <div class="stack">{confirmed.map(choice)}</div>
        </details>
      )}
    </>
  );
}

interface SkinStateProps {
  readonly state: SkinState;
  readonly holds: boolean | undefined;
  readonly onAnswer: (holds: boolean | null) => void;
}

function SkinStateChoice({ state, holds, onAnswer }: SkinStateProps) {
  return (
    <Choice<"yes" | "no">
      legend={t(`patient.state.${state}`)}
      value={holds === undefined ? null : holds ? "yes" : "no"}
      onChange={(value) => onAnswer(value === "yes")}
      onClear={() => onAnswer(null)}
      options={[
        { value: "yes", label: t("patient.state.yes") },
        { value: "no", label: t("patient.state.no") },
      ]}
    />
  );
}
