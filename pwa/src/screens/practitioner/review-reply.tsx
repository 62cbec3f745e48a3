import { useMemo, useState } from "preact/hooks";
import { markReviewed } from "../../actions/practice/mark-reviewed";
import { reply } from "../../actions/practice/reply";
import type { Reply } from "../../domain/diary";
import { problemText, t } from "../../i18n";
import { codeOf } from "../../state/loaded";
import { Banner, Button, Card, Field, toast } from "../../ui";
import { dateAndTime } from "./when";

interface RepliesProps {
  readonly id: string;
  readonly name: string;
  readonly replies: readonly Reply[];
  readonly again: () => Promise<void>;
}

/** What has been answered, and the next answer. */
export function Replies({ id, name, replies, again }: RepliesProps) {
  const { text, setText, busy, problem, send } = useReply(id, name, again);
  return (
    <Card title={t("practitioner.review.reply")} icon="reply">
      <ul class="stack-s">
        {replies.map((one) => (
          <li key={one.id}>
            <span class="small soft">
              {t("practitioner.review.reply.you", { author: one.author_name, date: dateAndTime(one.created_at) })}
            </span>
            <p class="words">{one.text}</p>
          </li>
        ))}
      </ul>
      <div class="no-print stack-s">
        <Field label={t("practitioner.review.reply")} type="area" value={text} onInput={setText} more={{ maxLength: 4000 }} />
        {problem !== null && <Banner tone="attention" alert>{problemText(problem)}</Banner>}
        <Button kind="quiet" busy={busy} disabled={text.trim() === ""} onClick={send}>{t("practitioner.review.reply.send")}</Button>
      </div>
    </Card>
  );
}

function useReply(treatmentId: string, name: string, again: () => Promise<void>) {
  const [text, setText] = useState("");
  const [sent, setSent] = useState(0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useMemo(() => crypto.randomUUID(), [sent]); // one id per reply: sending again sends nothing twice
  const send = () => {
    setBusy(true);
    setProblem(null);
    reply(treatmentId, { id, text })
      .then(() => {
        setText("");
        setSent((count) => count + 1);
        toast(t("practitioner.review.reply.sent", { name }));
        return again();
      })
      .catch((error: unknown) => setProblem(codeOf(error)))
      .finally(() => setBusy(false));
  };
  return { text, setText, busy, problem, send };
}

/** One tap: I have seen this. */
export function Reviewed({ id, again }: { id: string; again: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const mark = () => {
    setBusy(true);
    markReviewed(id)
      .then(() => {
        toast(t("practitioner.review.reviewed.done"));
        return again();
      })
      .catch((error: unknown) => toast(problemText(codeOf(error))))
      .finally(() => setBusy(false));
  };
  return <Button kind="quiet" icon="yes" busy={busy} onClick={mark}>{t("practitioner.review.reviewed")}</Button>;
}
