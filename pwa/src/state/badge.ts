/** The number on the app's icon. It counts what waits to be read and never says anything about health: findings do not count. */
import { effect, signal, type ReadonlySignal } from "@preact/signals";
import { me } from "./auth-session";

/** The count, once its code is loaded. */
const counted = signal<ReadonlySignal<number | undefined>>();

/** Show the number on the icon from now on, and none once everything is seen. Practitioners have none. Browsers without badges show nothing. */
export function showBadge(): () => void {
  if (!("setAppBadge" in navigator)) return () => undefined;
  return effect(() => {
    const count = me()?.role === "patient" ? countUnseen() : 0;
    if (count === undefined) return; // not read yet
    (count === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(count)).catch(() => undefined); // an app that is not installed may not
  });
}

function countUnseen(): number | undefined {
  if (!counted.value) {
    void import("./unseen").then(
      ({ unseen }) => {
        counted.value = unseen;
      },
      () => undefined, // the next start tries again
    );
  }
  return counted.value?.value;
}
