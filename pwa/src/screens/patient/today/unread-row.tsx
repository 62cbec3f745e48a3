import { unreadSentencesOf } from "../../../domain/reading";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { Row, Rows } from "../../../ui";

/** How many sentences of a pasted sheet the program could not read; they may ask for something. */
export function UnreadRow({ treatment }: { treatment: Treatment }) {
  const { length: count } = unreadSentencesOf(treatment);
  if (count === 0) return null;
  return (
    <Rows>
      <Row icon="sheet" title={t("patient.today.unread", { count })} href="/timeline#sheet" />
    </Rows>
  );
}
