import { useMemo, useState } from "preact/hooks";
import { markReviewed, sendReply } from "../../actions/clinic";
import type { Reply } from "../../domain/diary";
import { problemText, t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { Banner, Button, Card, Field, toast } from "../../ui";
import { dateAndTime } from "./when";

interface RepliesProps {
  readonly id: string;
  readonly name: string;
  readonly replies: readonly Reply[];
  readonly again: () => Promise<void>;
}

/** The replies so far, and the form for the next one. */
export function Replies({ id, name, replies, again }: RepliesProps) {
  const { text, setText, busy, problem, send } = useReply(id, name, again);
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
        {problem !== undefined && <Banner tone="attention" alert>{problemText(problem)}</Banner>}
        <Button kind="quiet" busy={busy} disabled={text.trim() === ""} onClick={() => void send()}>{t("practitioner.review.reply.send")}</Button>
      </div>
    </Card>
  );
}

function useReply(treatmentId: string, name: string, again: () => Promise<void>) {
  const [text, setText] = useState("");
  const [sent, setSent] = useState(0);
  const { busy, problem, run } = useAsyncAction();
  const id = useMemo(() => crypto.randomUUID(), [sent]); // one id per reply, so that a retry sends nothing twice
  const send = () => run(async () => {
    await sendReply(treatmentId, { id, text });
    setText("");
    setSent((count) => count + 1);
    toast(t("practitioner.review.reply.sent", { name }));
    await again();
  });
  return { text, setText, busy, problem, send };
}

/** Marks the diary as reviewed. */
export function Reviewed({ id, again }: { id: string; again: () => Promise<void> }) {
  const { busy, problem, run } = useAsyncAction();
  const mark = () => run(async () => {
    await markReviewed(id);
    toast(t("practitioner.review.reviewed.done"));
    await again();
  });
  return (
    <>
      {problem !== undefined && <span role="alert">{problemText(problem)}</span>}
      <Button kind="quiet" icon="yes" busy={busy} onClick={() => void mark()}>{t("practitioner.review.reviewed")}</Button>
    </>
  );
}
