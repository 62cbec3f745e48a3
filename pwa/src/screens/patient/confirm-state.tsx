import { Button, ButtonLink } from "../../ui";
import { recordAnswer } from "../../actions/diary/record-answer";
import type { Treatment } from "../../domain/diary";
import { SKIN_STATES } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { gateText } from "./format";

/** Asks for what an answer depends on. A skin state is saved as an entry of the diary; anything else is only named. */
export function ConfirmState({ treatment, gate }: { treatment: Treatment; gate: string }) {
  const state = SKIN_STATES.find((each) => each === gate);
  if (!state) {
    if (!gate.startsWith("now:")) return <p>{t("patient.state.depends", { what: gateText(gate) })}</p>;
    return (
      <ButtonLink href="/check-in" kind="quiet" icon="check-in">
        {t("patient.state.now")}
      </ButtonLink>
    );
  }
  const say = (holds: boolean): void => void recordAnswer(treatment.id, { states: { [state]: holds } });
  return (
    <div class="tell" role="group" aria-label={t(`patient.state.${state}`)}>
      <p>
        <strong>{t(`patient.state.${state}`)}</strong>
      </p>
      <div class="row">
        <Button kind="quiet" icon="yes" onClick={() => say(true)}>
          {t("patient.state.yes")}
        </Button>
        <Button kind="quiet" icon="no" onClick={() => say(false)}>
          {t("patient.state.no")}
        </Button>
      </div>
      <p class="small soft">{t("patient.state.stored")}</p>
    </div>
  );
}
