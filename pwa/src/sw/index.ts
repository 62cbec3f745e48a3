/**
 * Wires up the service worker: precaches the app for offline use, shows push messages, opens the right screen. It never
 * caches API responses or photos of the diary, which is stored in IndexedDB only; photos that another app shares wait in a cache until
 * the check-in takes them, or signing out deletes them.
 */
import { PrecacheController } from "workbox-precaching/PrecacheController.js";
import texts from "virtual:messages/worker";
import { chosenLanguage } from "./chosen-language";
import { answerOnDemand, keepForOpenScreens, keepForUpdate } from "./on-demand";
import { precachedAddress } from "./precache";
import { notificationOf } from "./notification";
import { openScreen } from "./open-screen";
import { resubscribe } from "./resubscribe";
import { isShared, receiveShared } from "./share-target";

declare const self: ServiceWorkerGlobalScope;

const precache = new PrecacheController();
precache.addToCacheList([...__PRECACHE__]);

const onDemand = __ON_DEMAND__.map((path) => self.location.origin + path);

self.addEventListener("install", (event) => {
  void precache.install(event);
  event.waitUntil(keepForUpdate(onDemand));
});
self.addEventListener("activate", (event) => {
  void precache.activate(event);
  event.waitUntil(keepForOpenScreens(onDemand, self.clients));
});

self.addEventListener("fetch", (event) => {
  if (isShared(event.request, self.location.origin)) return event.respondWith(receiveShared(event.request, self.location.origin));
  const address = precachedAddress(event.request, self.location.origin);
  if (address !== undefined && onDemand.includes(address)) return event.respondWith(answerOnDemand(event, address, onDemand));
  if (address === undefined || precache.getCacheKeyForURL(address) === undefined) return; // not precached: leave it to the network
  event.respondWith(precache.matchPrecache(address).then((answer) => answer ?? fetch(event.request)));
});

// A new version waits until the person accepts it (src/state/update.ts).
self.addEventListener("message", (event: ExtendableMessageEvent) => {
  if ((event.data as { type?: unknown } | null)?.type === "take-over") void self.skipWaiting();
});

self.addEventListener("push", (event) => {
  const message = event.data?.text();
  const shown = fallback().then((plain) => notificationOf(message, plain, self.location.origin));
  event.waitUntil(shown.then(({ title, options }) => self.registration.showNotification(title, options)));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { to } = event.notification.data as { to: string };
  event.waitUntil(openScreen(self.clients, to));
});

// Not in TypeScript's library: the event carries the lost subscription.
self.addEventListener("pushsubscriptionchange", (event) => {
  const { oldSubscription } = event as ExtendableEvent & { oldSubscription?: PushSubscription | null };
  (event as ExtendableEvent).waitUntil(resubscribe(self.registration.pushManager, oldSubscription ?? null));
});

/** The text of a message that has none of its own, in the person's language. */
async function fallback(): Promise<{ title: string; body: string }> {
  const messages = texts[await chosenLanguage(self.navigator.language)] ?? texts["en"];
  return { title: messages?.["worker.push.title"] ?? "Afterglow", body: messages?.["worker.push.body"] ?? "" };
}
