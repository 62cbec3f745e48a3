import { useMemo, useState } from "preact/hooks";
import { markReviewed, sendReply } from "../../actions/clinic";
import type { Reply } from "../../domain/diary";
import { t } from "../../i18n";
import { dateAndTime } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Button, Card, Field, toast } from "../../ui";

interface RepliesProps {
  readonly id: string;
  readonly name: string;
  readonly replies: readonly Reply[];
  readonly again: () => void;
}

/** The replies so far, and a field for the next one. */
export function Replies({ id, name, replies, again }: RepliesProps) {
  const { text, setText, sending } = useReply(id, name, again);
  return (
    <Card title={t("practitioner.review.reply")} icon="reply">
      <ul class="stack-s">
        {replies.map((reply) => (
          <li key={reply.id}>
            <span class="small soft">
              {t("practitioner.review.reply.you", { author: reply.author_name, date: dateAndTime(reply.created_at) })}
            </span>
            <p class="words">{reply.text}</p>
          </li>
        ))}
      </ul>
      <div class="no-print stack-s">
        <Field label={t("practitioner.review.reply")} type="area" value={text} onInput={setText} more={{ maxLength: 4000 }} />
        <ActionError {...sending} />
        <Button kind="quiet" busy={sending.busy} disabled={text.trim() === ""} onClick={sending.run}>{t("practitioner.review.reply.send")}</Button>
      </div>
    </Card>
  );
}

function useReply(treatmentId: string, name: string, again: () => void) {
  const [text, setText] = useState("");
  const [sent, setSent] = useState(0);
  const id = useMemo(() => crypto.randomUUID(), [sent]); // one id per reply, so that a retry sends nothing twice
  const sending = useAsyncAction(
    () => sendReply(treatmentId, { id, text }),
    () => {
      setText("");
      setSent((count) => count + 1);
      toast(t("practitioner.review.reply.sent", { name }));
      again();
    },
  );
  return { text, setText, sending };
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
