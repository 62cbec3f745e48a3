import { Choice } from "../../../ui";
import { statesToAsk } from "../../../domain/check-in";
import type { EntryDocument, Treatment } from "../../../domain/diary";
import type { SkinState } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import type { ChangeDocument } from "./change-document";

interface StatesProps {
  readonly treatment: Treatment;
  readonly confirmed: EntryDocument["states"];
  readonly change: ChangeDocument;
}

/** The states of the skin that rules of the sheet depend on and that only the patient can confirm. */
export function States({ treatment, confirmed, change }: StatesProps) {
  const states = statesToAsk(treatment.timeline);
  if (!states.length) return null;
  return (
    <section class="stack">
      {states.map((state) => (
        <SkinStateChoice key={state} state={state} holds={confirmed[state]} onAnswer={(holds) => change({ states: { ...confirmed, [state]: holds } })} />
      ))}
    </section>
  );
}

function SkinStateChoice({ state, holds, onAnswer }: { state: SkinState; holds: boolean | undefined; onAnswer: (holds: boolean) => void }) {
  return (
    <Choice<"yes" | "no">
      legend={t(`patient.state.${state}`)}
      value={holds === undefined ? null : holds ? "yes" : "no"}
      onChange={(value) => onAnswer(value === "yes")}
      options={[
        { value: "yes", label: t("patient.state.yes") },
        { value: "no", label: t("patient.state.no") },
      ]}
    />
  );
}
