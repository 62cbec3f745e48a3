/** Reminders on this phone. Some phones drop subscriptions silently, so each start renews it. */
import { signal } from "@preact/signals";
import { api, bodyOf, Problem } from "../api";
import { isAppleTouch } from "./install-way";

/** `install`: iOS supports push for the installed app only. `refused`: blocked in the settings of the phone. */
export type PushState = "unsupported" | "install" | "refused" | "off" | "on";

const TIMEOUT_MS = 15_000;
/** Storage key of the subscription's id on the server; present while reminders are enabled on this phone. */
const SUBSCRIPTION_ID = "afterglow.push";

/** The state that screens follow. */
export const pushState = signal<PushState>("off");

/** Determine the state, and renew the subscription if there is one. Call it at startup. */
export async function refreshPush(): Promise<void> {
  pushState.value = currentState();
  if (pushState.value === "on") await subscribe().catch(() => undefined); // the next start tries again
}

/** Ask for permission and subscribe. Throws `Problem` (push-refused, push-timeout, push-failed, …). */
export async function enablePush(): Promise<void> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") {
    pushState.value = currentState();
    throw new Problem("push-refused", 0);
  }
  await subscribe();
  pushState.value = "on";
}

/** Unsubscribe this phone. */
export async function disablePush(): Promise<void> {
  const id = localStorage.getItem(SUBSCRIPTION_ID);
  localStorage.removeItem(SUBSCRIPTION_ID);
  pushState.value = currentState();
  if (id !== null) await api.DELETE("/api/my/push-subscriptions/{subscription_id}", { params: { path: { subscription_id: id } } }).catch(() => undefined);
  if (pushState.value === "unsupported" || pushState.value === "install") return;
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  await subscription?.unsubscribe().catch(() => false);
}

function currentState(): PushState {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
    return isAppleTouch() ? "install" : "unsupported";
  }
  if (Notification.permission === "denied") return "refused";
  return Notification.permission === "granted" && localStorage.getItem(SUBSCRIPTION_ID) !== null ? "on" : "off";
}

async function subscribe(): Promise<void> {
  const { public_key: key } = await bodyOf(api.GET("/api/push-key"));
  const { pushManager } = await withTimeout(navigator.serviceWorker.ready);
  const old = await pushManager.getSubscription();
  const subscription = await withTimeout(
    pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }).catch(async () => {
      await old?.unsubscribe(); // it was made with another key
      return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    }),
  );
  const { endpoint, expirationTime, keys } = subscription.toJSON();
  const { id } = await bodyOf(
    api.POST("/api/my/push-subscriptions", {
      body: {
        endpoint: endpoint ?? "",
        expirationTime: expirationTime ?? null,
        keys: { p256dh: keys?.["p256dh"] ?? "", auth: keys?.["auth"] ?? "" },
      },
    }),
  );
  localStorage.setItem(SUBSCRIPTION_ID, id);
}

/** Limit the wait, because some browsers never answer. */
async function withTimeout<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Problem("push-timeout", 0)), TIMEOUT_MS);
  });
  return Promise.race([work, late]).catch((thrown: unknown) => {
    throw thrown instanceof Problem ? thrown : new Problem("push-failed", 0);
  });
}
