import { markReplyRead } from "../../../actions/diary/mark-reply-read";
import type { Reply } from "../../../domain/diary";
import { answeredBy, questionsOf } from "../../../domain/replies-by-question";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { entriesOf } from "../../../state/diary";
import { ActionError, Button, Card } from "../../../ui";

/** A reply of the practitioner below the question that it answers, to be marked as read. */
export function UnreadReply({ reply }: { reply: Reply }) {
  const question = answeredBy(reply, questionsOf(entriesOf(reply.treatment_id)))?.document.question;
  const marking = useAsyncAction(() => markReplyRead(reply));
  return (
    <Card tone="plum" icon="reply" title={t("patient.reply.title", { name: reply.author_name })}>
      {question !== undefined && (
        <p class="soft">
          <q>{question}</q>
        </p>
      )}
      <p class="clinic-reply">{reply.text}</p>
      <Button kind="quiet" icon="yes" busy={marking.busy} onClick={marking.run}>
        {t("patient.reply.seen")}
      </Button>
      <ActionError {...marking} />
    </Card>
  );
}
