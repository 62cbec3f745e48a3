import { markReplyRead } from "../../../actions/diary/mark-reply-read";
import type { Reply } from "../../../domain/diary";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { ActionError, Button, Card } from "../../../ui";

/** A reply of the practitioner, to be marked as read. */
export function UnreadReply({ reply }: { reply: Reply }) {
  const marking = useAsyncAction(() => markReplyRead(reply));
  return (
    <Card tone="plum" icon="reply" title={t("patient.reply.title", { name: reply.author_name })}>
      <p class="reply">{reply.text}</p>
      <Button kind="quiet" icon="yes" busy={marking.busy} onClick={marking.run}>
        {t("patient.reply.seen")}
      </Button>
      <ActionError {...marking} />
    </Card>
  );
}
