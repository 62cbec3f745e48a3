import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import { sendReply } from "../../actions/replies";
import { discardReplyDraft, keepReply, loadReplyDraft, noteClosed, type TypedReply } from "../../actions/reply-drafts";
import { questionsOf, questionToAnswer, repliesByQuestion } from "../../domain/replies-by-question";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import type { Review } from "../../state/clinic";
import { ActionError, Button, Card, Field, Select, toast } from "../../ui";
import { isClosed } from "./review-access";
import { QuestionText, ReplyList } from "./review-body";
import { Templates } from "./review-templates";

interface RepliesProps {
  readonly id: string;
  readonly review: Review;
  readonly again: () => void;
}

/** The question with the field for its reply directly under it, and the replies so far. */
export function Replies({ id, review, again }: RepliesProps) {
  const { draft, change, sending, question, full } = useReply(id, review, again);
  const asked = questionsOf(review.entries);
  const { answers } = repliesByQuestion(review);
  const owed = question !== undefined && (question.id === draft.question || !answers.has(question.id)); // otherwise it stands above its reply
  return (
    <Card title={t("practitioner.review.reply")} icon="reply">
      <div id="reply" class="no-print stack-s">
        {asked.length > 1 && question && (
          <Select
            label={t("practitioner.review.reply.to")}
            value={question.id}
            onChange={(chosen) => change({ question: chosen })}
            options={asked.toReversed().map((each) => ({ value: each.id, label: optionText(each.occurred_at, each.document.question) }))}
          />
        )}
        {owed && <QuestionText entry={question} />}
        <div class="reply-text"> {/* its label is the heading of the card, and only read out */}
          <Field label={t("practitioner.review.reply")} type="area" value={draft.text} onInput={(text) => change({ text })} more={{ maxLength: 4000 }} />
        </div>
        <ActionError problem={full ? "storage-full" : undefined} title={t("practitioner.record.draft.failed")} />
        <ActionError {...sending} />
        <div class="row">
          <Button kind="quiet" busy={sending.busy} disabled={draft.text.trim() === ""} onClick={sending.run}>{t("practitioner.review.reply.send")}</Button>
          <Templates text={draft.text} onChoose={(template) => change({ text: joined(draft.text, template.text), template: template.id })} />
        </div>
      </div>
      <ReplyList review={review} />
    </Card>
  );
}

/** A template goes below what is typed, so that nothing typed is lost. */
function joined(typed: string, template: string): string {
  return typed.trim() === "" ? template : `${typed.trimEnd()}\n\n${template}`;
}

/** A question as an option: its day, and as much of it as fits. */
function optionText(at: string, question: string): string {
  const words = question.length > MOST ? `${question.slice(0, MOST)} …` : question;
  return t("practitioner.review.reply.option", { date: shortDate(at), question: words });
}

const MOST = 60;
const EMPTY: TypedReply = { text: "", question: null, template: null };

/** What is typed, kept on this device until it is sent; the question that it answers; and the way to send both. */
function useReply(treatmentId: string, review: Review, again: () => void) {
  const { patient_name: name } = review;
  const [draft, setDraft] = useState<TypedReply>(() => loadReplyDraft(treatmentId));
  const [full, setFull] = useState(false);
  const change = (part: Partial<TypedReply>): void => {
    const next = { ...draft, ...part };
    setFull(!keepReply(treatmentId, next));
    setDraft(next);
  };
  const question = questionsOf(review.entries).find(({ id }) => id === draft.question) ?? questionToAnswer(review);
  const [sent, setSent] = useState(0);
  const id = useMemo(() => crypto.randomUUID(), [sent]); // one id per reply, so that a retry sends nothing twice
  const sending = useAsyncAction(
    () => sendReply(treatmentId, { id, entry_id: question?.id ?? null, template_id: draft.template, text: draft.text }),
    () => {
      discardReplyDraft(treatmentId);
      setDraft(EMPTY);
      setSent((count) => count + 1);
      toast(t("practitioner.review.reply.sent", { name }));
      again();
    },
  );
  useLayoutEffect(() => noteClosed(treatmentId, false), []); // it is open, perhaps again
  useEffect(() => {
    if (isClosed(sending.problem)) again();
  }, [sending.problem]);
  return { draft, change, sending, question, full };
}
