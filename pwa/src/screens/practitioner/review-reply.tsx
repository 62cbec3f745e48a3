import { useMemo, useState } from "preact/hooks";
import { markReviewed, sendReply } from "../../actions/clinic";
import { questionsOf, questionToAnswer } from "../../domain/replies-by-question";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import type { Review } from "../../state/clinic";
import { ActionError, Button, Card, Field, Select, toast } from "../../ui";
import { QuestionText, ReplyList } from "./review-body";

interface RepliesProps {
  readonly id: string;
  readonly review: Review;
  readonly again: () => void;
}

/** The replies so far, and a field for the next one. */
export function Replies({ id, review, again }: RepliesProps) {
  const { text, setText, sending, question, setQuestion } = useReply(id, review, again);
  const asked = questionsOf(review.entries);
  return (
    <Card title={t("practitioner.review.reply")} icon="reply">
      <ReplyList review={review} />
      <div class="no-print stack-s">
        {asked.length > 1 && question && (
          <Select
            label={t("practitioner.review.reply.to")}
            value={question.id}
            onChange={setQuestion}
            options={asked.toReversed().map((each) => ({ value: each.id, label: optionText(each.occurred_at, each.document.question) }))}
          />
        )}
        <QuestionText entry={question} />
        <Field label={t("practitioner.review.reply")} type="area" value={text} onInput={setText} more={{ maxLength: 4000 }} />
        <ActionError {...sending} />
        <Button kind="quiet" busy={sending.busy} disabled={text.trim() === ""} onClick={sending.run}>{t("practitioner.review.reply.send")}</Button>
      </div>
    </Card>
  );
}

/** A question as an option: its day, and as much of it as fits. */
function optionText(at: string, question: string): string {
  const words = question.length > MOST ? `${question.slice(0, MOST)} …` : question;
  return t("practitioner.review.reply.option", { date: shortDate(at), question: words });
}

const MOST = 60;

/** The text, the question that it answers, and the way to send both. */
function useReply(treatmentId: string, review: Review, again: () => void) {
  const { patient_name: name } = review;
  const [questionId, setQuestion] = useState<string | null>(null);
  const asked = questionsOf(review.entries);
  const question = asked.find(({ id }) => id === questionId) ?? questionToAnswer(review);
  const [text, setText] = useState("");
  const [sent, setSent] = useState(0);
  const id = useMemo(() => crypto.randomUUID(), [sent]); // one id per reply, so that a retry sends nothing twice
  const sending = useAsyncAction(
    () => sendReply(treatmentId, { id, entry_id: question?.id ?? null, text }),
    () => {
      setText("");
      setQuestion(null);
      setSent((count) => count + 1);
      toast(t("practitioner.review.reply.sent", { name }));
      again();
    },
  );
  return { text, setText, sending, question, setQuestion };
}

/** Marks everything up to now as reviewed. */
export function Reviewed({ id, again }: { id: string; again: () => void }) {
  const marking = useAsyncAction(
    () => markReviewed(id),
    () => {
      toast(t("practitioner.review.reviewed.done"));
      again();
    },
  );
  return (
    <>
      <ActionError {...marking} />
      <Button kind="quiet" icon="yes" busy={marking.busy} onClick={marking.run}>{t("practitioner.review.reviewed")}</Button>
    </>
  );
}
