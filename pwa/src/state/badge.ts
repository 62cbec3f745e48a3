/** The number on the app's icon. It counts what waits to be read and never says anything about health: findings do not count. */
import { computed, effect } from "@preact/signals";
import { me } from "./auth-session";
import { onPhone } from "./diary";

/** Unread replies, corrections of a sheet, what happened to the diary elsewhere, and changes that the server refused. */
export const unseen = computed((): number => {
  const diary = onPhone.value;
  if (!diary || me()?.role !== "patient") return 0;
  const replies = diary.replies.filter(({ read_at }) => read_at === null);
  const corrections = diary.treatments.filter(({ correction }) => correction !== null);
  const refused = diary.outbox.filter(({ problem }) => problem !== null);
  return replies.length + corrections.length + refused.length + diary.notices.length;
});

/** Show the number on the icon from now on, and none once everything is seen. Browsers without badges show nothing. */
export function showBadge(): () => void {
  if (!("setAppBadge" in navigator)) return () => undefined;
  return effect(() => {
    const count = unseen.value;
    if (count === 0 && !onPhone.value && me()?.role === "patient") return; // not read yet
    (count === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(count)).catch(() => undefined); // an app that is not installed may not
  });
}
