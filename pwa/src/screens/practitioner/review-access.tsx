import { useEffect, useState } from "preact/hooks";
import { isStillShared } from "../../actions/clinic";
import { discardReplyDraft, loadReplyDraft } from "../../actions/replies";
import type { ProblemCode } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { Button, Card, Empty, Field } from "../../ui";

/** The problem codes for a diary that is not shared with the viewer; the same as for one that does not exist. */
const CLOSED = new Set<ProblemCode | undefined>(["not-found", "treatment-unknown"]);
const EVERY_MS = 60_000;

export function isClosed(code: ProblemCode | undefined): boolean {
  return CLOSED.has(code);
}

/** While the screen is visible, ask every minute, and when it is looked at again, whether the diary is still shared. */
export function useSharingEnd(treatmentId: string, onEnd: () => void): void {
  useEffect(() => {
    const ask = (): void => {
      if (document.visibilityState !== "visible") return;
      isStillShared(treatmentId).then(
        (shared) => !shared && onEnd(),
        () => undefined, // without an answer nothing is known; the next call asks again
      );
    };
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [treatmentId]);
}

/** In place of a diary that is not shared. `ended`: it was on this screen a moment ago. */
export function Closed({ id, ended }: { id: string; ended: boolean }) {
  return (
    <>
      <Empty icon="lock" title={t(ended ? "practitioner.review.ended.title" : "practitioner.review.closed.title")}>
        <p>{t(ended ? "practitioner.review.ended.text" : "practitioner.review.closed.text")}</p>
      </Empty>
      <UnsentReply id={id} />
    </>
  );
}

/** What was typed and can no longer be sent, until the practitioner discards it. */
function UnsentReply({ id }: { id: string }) {
  const [{ text }, setDraft] = useState(() => loadReplyDraft(id));
  if (text === "") return null;
  const discard = (): void => {
    discardReplyDraft(id);
    setDraft(loadReplyDraft(id));
  };
  return (
    <Card title={t("practitioner.review.unsent")} icon="reply">
      <Field label={t("practitioner.review.reply")} hint={t("practitioner.review.unsent.text")} type="area" value={text} onInput={() => undefined} more={{ readOnly: true }} />
      <Button kind="plain" icon="remove" onClick={discard}>{t("practitioner.review.unsent.discard")}</Button>
    </Card>
  );
}
