import { useEffect, useReducer, useRef } from "preact/hooks";
import { checkUnsentReplies, discardReplyDraft, restoreReply, unsentReplies, type UnsentReply } from "../../actions/reply-drafts";
import { t } from "../../i18n";
import { dateAndTime } from "../../i18n/dates";
import { Button, Card, Field, toast } from "../../ui";
import { unsentRecords, type UnsentRecord } from "./unsent-records";
import "./unsent.css";

/** On the overview: what was typed and can no longer be sent. Nothing is shown if there is nothing. */
export function Unsent() {
  const [, refresh] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    checkUnsentReplies().then(() => refresh(undefined), () => undefined); // a server that does not answer changes nothing
  }, []);
  const [replies, records] = [unsentReplies(), unsentRecords()];
  if (replies.length + records.length === 0) return null;
  return (
    <Card title={t("practitioner.unsent.title")} icon="reply" tone="ochre">
      <p>{t("practitioner.unsent.text")}</p>
      {replies.map((reply) => <UnsentReplyText key={reply.treatment} label={t("practitioner.unsent.reply")} hint={replyHint(reply)} {...reply} onChange={() => refresh(undefined)} />)}
      {records.map((record) => <UnsentRecordText key={record.name} {...record} onChange={() => refresh(undefined)} />)}
    </Card>
  );
}

/** Where and when it was written, and why it was not sent: the patient is not named. */
function replyHint({ draft: { clinic, typed_at: at }, left }: UnsentReply): string {
  const why = t(left ? "practitioner.unsent.left" : "practitioner.unsent.closed");
  return [clinic?.name, at !== null && dateAndTime(at), why].filter(Boolean).join(" · ");
}

interface UnsentReplyTextProps extends Pick<UnsentReply, "treatment" | "draft"> {
  readonly label: string;
  readonly hint?: string;
  readonly onChange: () => void;
}

/** A reply that was not sent; discarding it can be undone. */
export function UnsentReplyText({ treatment, draft, onChange, ...texts }: UnsentReplyTextProps) {
  const discard = (): void => {
    discardReplyDraft(treatment);
    onChange();
    toast(t("practitioner.unsent.discarded"), { label: t("practitioner.unsent.undo"), run: () => { restoreReply(treatment, draft); onChange(); } });
  };
  return <UnsentText {...texts} text={draft.text} discard={discard} />;
}

function UnsentRecordText({ clinic, text, discard, restore, onChange }: UnsentRecord & { onChange: () => void }) {
  const hint = [clinic, t("practitioner.unsent.left")].filter(Boolean).join(" · ");
  const remove = (): void => {
    discard();
    onChange();
    toast(t("practitioner.unsent.discarded"), { label: t("practitioner.unsent.undo"), run: () => { restore(); onChange(); } });
  };
  return <UnsentText label={t("practitioner.unsent.record")} hint={hint} text={text} discard={remove} />;
}

interface UnsentTextProps {
  readonly label: string;
  readonly hint?: string;
  readonly text: string;
  readonly discard: () => void;
}

/** A text to read, to copy and to discard. */
function UnsentText({ text, discard, ...texts }: UnsentTextProps) {
  const box = useRef<HTMLDivElement>(null);
  const copy = (): void => {
    copied(text).then(
      () => toast(t("practitioner.unsent.copied")),
      () => {
        box.current?.querySelector("textarea")?.select(); // to be copied by hand
        toast(t("practitioner.unsent.not-copied"));
      },
    );
  };
  return (
    <div class="unsent stack-s" ref={box}>
      <Field {...texts} type="area" value={text} onInput={() => undefined} more={{ readOnly: true, rows: heightOf(text) }} />
      <div class="row">
        <Button kind="quiet" icon="file" onClick={copy}>{t("practitioner.unsent.copy")}</Button>
        <Button kind="plain" icon="remove" onClick={discard}>{t("practitioner.unsent.discard")}</Button>
      </div>
    </div>
  );
}

/** About as many rows as the text needs, so that a short one leaves the list below in sight. */
function heightOf(text: string): number {
  const rows = text.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 60), 0);
  return Math.min(6, Math.max(2, rows));
}

/** Rejects also where there is no clipboard: without TLS, browsers have none. */
async function copied(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
