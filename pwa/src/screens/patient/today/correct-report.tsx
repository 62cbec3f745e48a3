import { useState } from "preact/hooks";
import { moveReport, takeBack } from "../../../actions/diary/report";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { ActionError, BottomSheet, Button, Field } from "../../../ui";
import { localInput } from "../format";
import type { Correcting } from "./reports";

export interface CorrectReportProps {
  readonly correcting: Correcting;
  readonly treatment: Treatment;
  readonly onClose: () => void;
}

/** A dialog in which a report gets another time, or is taken back. */
export function CorrectReport({ correcting, treatment, onClose }: CorrectReportProps) {
  return (
    <BottomSheet open title={correcting.what} onClose={onClose}>
      <Form correcting={correcting} treatment={treatment} onClose={onClose} />
    </BottomSheet>
  );
}

function Form({ correcting: { reported, at, entries }, treatment, onClose }: CorrectReportProps) {
  const [when, setWhen] = useState(localInput(at));
  const [error, setError] = useState<string>();
  const moving = useAsyncAction((to: number) => moveReport(entries, reported, to), onClose);
  const removing = useAsyncAction(() => takeBack(entries, reported), onClose);
  const save = (): void => {
    const to = Date.parse(when);
    const problem = problemWith(to, Date.parse(treatment.treated_at));
    setError(problem);
    if (problem === undefined) moving.run(to);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label={t("patient.act.when")} type="datetime-local" value={when} onInput={setWhen} error={error} more={{ max: localInput(Date.now()) }} />
      <ActionError {...moving} />
      <ActionError {...removing} />
      <Button submit wide busy={moving.busy}>
        {t("common.save")}
      </Button>
      <Button kind="careful" icon="close" wide busy={removing.busy} onClick={removing.run}>
        {t(reported.kind === "acts" ? "patient.act.remove" : "patient.duty.remove")}
      </Button>
    </form>
  );
}

/** `to` is not a number while the field is empty. */
function problemWith(to: number, treatedAt: number): string | undefined {
  if (Number.isNaN(to) || to > Date.now()) return t("patient.act.future");
  return to < treatedAt ? t("patient.act.before") : undefined;
}
