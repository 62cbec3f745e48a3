import { isStanding } from "../../../domain/diary";
import { loadMessages, t } from "../../../i18n";
import { onPhone, saved, storageProblem, syncOutcome, syncProblem } from "../../../state/diary";
import { ActionError, Banner, lazy } from "../../../ui";

const Stuck = lazy(async () => (await import("./stuck")).Stuck);
const Notices = lazy(async () => {
  await loadMessages("patient");
  return (await import("../notices")).Notices;
});
const Handover = lazy(async () => {
  await loadMessages("patient");
  return (await import("./handover")).Handover;
});
const UnreadReply = lazy(async () => (await import("./unread-reply")).UnreadReply);

/** What happened to the diary elsewhere, and what the server refused or that the phone is offline; nothing when all is well. */
export function Attention() {
  return (
    <>
      {onPhone.value?.notices.length ? <Notices /> : null}
      <HandoverQuestion />
      <Trouble />
    </>
  );
}

/** Not while the person's answer waits to be sent. */
function HandoverQuestion() {
  const asked = onPhone.value?.treatments.find((each) => each.handover_open && isStanding(each));
  return asked && !onPhone.value?.outbox.some(({ kind }) => kind === "grant" || kind === "decline") ? <Handover treatment={asked} /> : null;
}

function Trouble() {
  const stuck = onPhone.value?.outbox.find((item) => item.problem !== null);
  if (stuck) return <Stuck key={stuck.key} item={stuck} />;
  const problem = storageProblem.value ?? syncProblem.value;
  if (problem !== undefined) return <ActionError problem={problem} retry={saved} />;
  return syncOutcome.value === "offline" ? <Banner>{t("common.offline")}</Banner> : null;
}

/** The newest reply of the practitioner that is not marked as read. */
export function ReplyCard() {
  const reply = onPhone.value?.replies.filter((each) => each.read_at === null).at(-1);
  return reply ? <UnreadReply key={reply.id} reply={reply} /> : null;
}
