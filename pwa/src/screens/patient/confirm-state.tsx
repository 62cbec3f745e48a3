import type { ComponentChildren, ComponentProps } from "preact";
import { ActionError, Button, ButtonLink } from "../../ui";
import { recordAnswer } from "../../actions/diary/record-answer";
import type { Treatment } from "../../domain/diary";
import { actNamed } from "../../domain/acts";
import { SIGNS, SKIN_STATES, type Sign, type SkinState } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { ActButton } from "./act-button";
import { symptomLabel } from "../labels";
import { gateText } from "./format";

/**
 * Ask for what an answer depends on. Here, a state of the skin can be confirmed and an act reported; a symptom needs a
 * check-in.
 */
export function ConfirmState({ treatment, gate }: { treatment: Treatment; gate: string }) {
  const state = SKIN_STATES.find((each) => each === gate);
  if (state) return <SkinStateQuestion treatment={treatment} state={state} />;
  const act = actNamed(gate);
  if (act !== undefined) {
    return (
      <div class="row">
        <ActButton act={act} treatment={treatment} />
      </div>
    );
  }
  const sign = SIGNS.find((each) => gate === `gone(${each})`);
  if (sign) return <SignQuestion treatment={treatment} sign={sign} />;
  if (!gate.startsWith("now:")) return <p>{t("patient.state.depends", { what: gateText(gate) })}</p>;
  return (
    <ButtonLink href="/check-in" kind="quiet" icon="check-in">
      {t("patient.state.now")}
    </ButtonLink>
  );
}

function SkinStateQuestion({ treatment, state }: { treatment: Treatment; state: SkinState }) {
  const answering = useAsyncAction((holds: boolean) => recordAnswer(treatment.id, { states: { [state]: holds } }));
  return (
    <Question text={t(`patient.state.${state}`)} answering={answering}>
      <Button kind="quiet" icon="yes" busy={answering.busy} onClick={() => answering.run(true)}>
        {t("patient.state.yes")}
      </Button>
      <Button kind="quiet" icon="no" busy={answering.busy} onClick={() => answering.run(false)}>
        {t("patient.state.no")}
      </Button>
    </Question>
  );
}

/** A sign that is still there is reported in a check-in; here it can only be reported as gone. */
function SignQuestion({ treatment, sign }: { treatment: Treatment; sign: Sign }) {
  const answering = useAsyncAction(() => recordAnswer(treatment.id, { signs_gone: [sign] }));
  return (
    <Question text={t("patient.state.sign", { what: symptomLabel(sign) })} answering={answering}>
      <Button kind="quiet" icon="yes" busy={answering.busy} onClick={() => answering.run()}>
        {t("patient.state.sign.gone")}
      </Button>
    </Question>
  );
}

interface QuestionProps {
  text: string;
  answering: ComponentProps<typeof ActionError>;
  /** The answers, as buttons. */
  children: ComponentChildren;
}

function Question({ text, answering, children }: QuestionProps) {
  return (
    <div class="confirm-state" role="group" aria-label={text}>
      <p>
        <strong>{text}</strong>
      </p>
      <div class="row">{children}</div>
      <ActionError {...answering} />
      <p class="small soft">{t("patient.state.stored")}</p>
    </div>
  );
}
