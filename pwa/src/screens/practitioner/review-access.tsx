import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { isStillShared } from "../../actions/clinic";
import { loadReplyDraft, noteClosed } from "../../actions/reply-drafts";
import type { ProblemCode } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { sessionEnded } from "../../state/auth-session";
import { codeOf } from "../../state/problem-code";
import { Button, Card, Empty, go } from "../../ui";
import { UnsentReplyText } from "./unsent";

/** The writer has left the clinic, and the server has ended the session of this device. */
const LEFT = "membership-ended";
/** The problem codes for a diary that is closed to the viewer: not shared, which looks as if there were none, or of a clinic that they have left. */
const CLOSED = new Set<ProblemCode | undefined>(["not-found", "treatment-unknown", LEFT]);
const EVERY_MS = 60_000;

export function isClosed(code: ProblemCode | undefined): boolean {
  return CLOSED.has(code);
}

/** While the screen is visible, ask every minute, and when it is looked at again, whether the diary is still open to the viewer. */
export function useSharingEnd(treatmentId: string, onEnd: () => void): void {
  useEffect(() => {
    const ask = (): void => {
      if (document.visibilityState !== "visible") return;
      isStillShared(treatmentId).then(
        (shared) => !shared && onEnd(),
        (thrown: unknown) => codeOf(thrown) === LEFT && onEnd(), // without an answer nothing is known; the next call asks again
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

interface ClosedProps {
  readonly id: string;
  readonly code: ProblemCode;
  /** It was on this screen a moment ago. */
  readonly ended: boolean;
}

/** In place of a diary that is closed to the viewer: why, and what they have typed and not sent. */
export function Closed({ id, code, ended }: ClosedProps) {
  useLayoutEffect(() => noteClosed(id, true), [id]); // before the person can leave
  const way = code === LEFT ? "left" : ended ? "ended" : "closed";
  return (
    <>
      <Empty icon="lock" title={t(`practitioner.review.${way}.title`)}>
        <p>{t(`practitioner.review.${way}.text`)}</p>
        {way === "left" && <Button onClick={signInAgain}>{t("practitioner.review.left.sign-in")}</Button>}
      </Empty>
      <NotSent id={id} />
    </>
  );
}

/** The overview follows: it lists what was not sent, and this diary stays closed. */
function signInAgain(): void {
  const leave = (): void => go("/clinic", { replace: true });
  sessionEnded(LEFT).then(leave, leave);
}

/** What was typed and can no longer be sent, until the practitioner discards it. */
function NotSent({ id }: { id: string }) {
  const [draft, setDraft] = useState(() => loadReplyDraft(id));
  if (draft.text === "") return null;
  return (
    <Card title={t("practitioner.review.unsent")} icon="reply">
      <p>{t("practitioner.review.unsent.text")}</p>
      <UnsentReplyText treatment={id} draft={draft} label={t("practitioner.review.reply")} onChange={() => setDraft(loadReplyDraft(id))} />
    </Card>
  );
}
