import { useState } from "preact/hooks";
import { Banner, Button, Field } from "../../../ui";
import { recordAnswer } from "../../../actions/diary/record-answer";
import type { Treatment } from "../../../domain/diary";
import { MAX_NOTE } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { openGrants } from "../../../state/diary";

/** Sends a question to the practitioner, as an entry of the diary. */
export function SendQuestion({ treatment, words }: { treatment: Treatment; words: string }) {
  const [question, setQuestion] = useState(t("patient.question.may-i", { words }));
  const [put, setPut] = useState(false);
  const name = treatment.practitioner_name;
  if (name === null) return <p>{t("patient.question.nobody")}</p>;
  if (put) {
    const shared = openGrants.value.length > 0;
    return <Banner tone="done">{t(shared ? "patient.question.put" : "patient.question.put-private", { name })}</Banner>;
  }
  const send = async (): Promise<void> => {
    await recordAnswer(treatment.id, { question });
    setPut(true);
  };
  return (
    <div class="stack-s">
      <Field label={t("patient.question.label", { name })} type="area" value={question} onInput={setQuestion} more={{ maxLength: MAX_NOTE, rows: 2 }} />
      <Button icon="reply" disabled={question.trim() === ""} onClick={() => void send()}>
        {t("patient.question.send")}
      </Button>
      {treatment.clinic_phone && <p class="small soft">{t("patient.question.call", { phone: treatment.clinic_phone })}</p>}
    </div>
  );
}
