import { t } from "../../../i18n";
import { Button } from "../../../ui";

interface OwnConditionProps {
  readonly name: string;
  readonly onAnswer: (holds: boolean) => void;
}

/** Asks whether a condition that the sheet names holds. The answer counts for the questions of this visit and is not stored. */
export function OwnCondition({ name, onAnswer }: OwnConditionProps) {
  const question = t("patient.condition.ask", { what: name });
  return (
    <div class="confirm-state" role="group" aria-label={question}>
      <p><strong>{question}</strong></p>
      <div class="row">
        <Button kind="quiet" icon="yes" onClick={() => onAnswer(true)}>{t("patient.condition.yes")}</Button>
        <Button kind="quiet" icon="no" onClick={() => onAnswer(false)}>{t("patient.condition.no")}</Button>
      </div>
    </div>
  );
}

interface StatedProps {
  readonly names: readonly string[];
  readonly onForget: () => void;
}

/** What the person has said about conditions, with a way to take it back. */
export function StatedConditions({ names, onForget }: StatedProps) {
  if (names.length === 0) return null;
  return (
    <p class="row small soft">
      {t("patient.condition.said", { what: names.join(", ") })}
      <Button kind="plain" onClick={onForget}>{t("patient.condition.forget")}</Button>
    </p>
  );
}
