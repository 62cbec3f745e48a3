import { useState } from "preact/hooks";
import { ActionError, Banner, Button, Field } from "../../../ui";
import { recordAnswer } from "../../../actions/diary/record-answer";
import type { Treatment } from "../../../domain/diary";
import { MAX_NOTE } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { openGrants } from "../../../state/diary";

/** Writes a question for the practitioner into the diary. */
export function SendQuestion({ treatment, words }: { treatment: Treatment; words: string }) {
  const [question, setQuestion] = useState(t("patient.question.may-i", { words }));
  const [sent, setSent] = useState(false);
  const sending = useAsyncAction(
    () => recordAnswer(treatment.id, { question }),
    () => setSent(true),
  );
  const name = treatment.practitioner_name;
  if (name === null) return <p>{t("patient.question.nobody")}</p>;
  if (sent) {
    const shared = openGrants.value.some((grant) => grant.notes);
    return <Banner tone="done">{t(shared ? "patient.question.put" : "patient.question.put-private", { name })}</Banner>;
  }
  return (
    <div class="stack-s">
      <Field label={t("patient.question.label", { name })} type="area" value={question} onInput={setQuestion} more={{ maxLength: MAX_NOTE, rows: 2 }} />
      <ActionError {...sending} />
      <Button icon="reply" busy={sending.busy} disabled={question.trim() === ""} onClick={sending.run}>
        {t("patient.question.send")}
      </Button>
      {treatment.clinic_phone && <p class="small soft">{t("patient.question.call", { phone: treatment.clinic_phone })}</p>}
    </div>
  );
}
