/** Whether this phone shows reminders. Subscriptions vanish silently on some phones, so each start takes it out anew. */
import { signal } from "@preact/signals";
import { answered, api, Problem } from "../api";

/** `install`: iOS shows reminders for the installed app only. `refused`: the phone's settings say no. */
export type PushState = "unsupported" | "install" | "refused" | "off" | "on";

const TIMEOUT_MS = 15_000;
/** Holds the id of the subscription on the server for as long as reminders are wanted here. */
const SUBSCRIPTION_ID = "afterglow.push";

/** Follow it in screens. */
export const pushState = signal<PushState>("off");

/** Looks at what this phone can do, and renews the subscription where there is one. Call it at start. */
export async function refreshPush(): Promise<void> {
  pushState.value = currentState();
  if (pushState.value === "on") await subscribe().catch(() => undefined); // tried again at the next start
}

/** Asks the phone for permission and subscribes. Throws `Problem` (push-refused, push-timeout, push-failed, …). */
export async function enablePush(): Promise<void> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") {
    pushState.value = currentState();
    throw new Problem("push-refused", 0);
  }
  await subscribe();
  pushState.value = "on";
}

/** No more reminders on this phone. */
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
    return /iPhone|iPad/.test(navigator.userAgent) ? "install" : "unsupported";
  }
  if (Notification.permission === "denied") return "refused";
  return Notification.permission === "granted" && localStorage.getItem(SUBSCRIPTION_ID) !== null ? "on" : "off";
}

async function subscribe(): Promise<void> {
  const { public_key: key } = await answered(api.GET("/api/push-key"));
  const { pushManager } = await withTimeout(navigator.serviceWorker.ready);
  const old = await pushManager.getSubscription();
  const subscription = await withTimeout(
    pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }).catch(async () => {
      await old?.unsubscribe(); // made with another key
      return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    }),
  );
  const { endpoint, expirationTime, keys } = subscription.toJSON();
  const { id } = await answered(
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

/** Some browsers never answer. */
async function withTimeout<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Problem("push-timeout", 0)), TIMEOUT_MS);
  });
  return Promise.race([work, late]).catch((thrown: unknown) => {
    throw thrown instanceof Problem ? thrown : new Problem("push-failed", 0);
  });
}
