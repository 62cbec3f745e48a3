/** What waits to be read on a patient's phone, for the number on the app's icon. It follows the diary, so only a patient's phone loads this file. */
import { computed } from "@preact/signals";
import { onPhone } from "./diary";

/** Unread replies, corrections of a sheet, what happened to the diary elsewhere, and changes that the server refused; undefined before the diary is read. */
export const unseen = computed((): number | undefined => {
  const diary = onPhone.value;
  if (!diary) return undefined;
  const replies = diary.replies.filter(({ read_at }) => read_at === null);
  const corrections = diary.treatments.filter(({ correction }) => correction !== null);
  const refused = diary.outbox.filter(({ problem }) => problem !== null);
  return replies.length + corrections.length + refused.length + diary.notices.length;
});
