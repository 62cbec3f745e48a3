/** A phone whose browser has Web Push. */
import { vi } from "vitest";

export const ENDPOINT = "https://push.example/abc";
export const subscription = {
  toJSON: () => ({ endpoint: ENDPOINT, expirationTime: null, keys: { p256dh: "p", auth: "a" } }),
  unsubscribe: vi.fn(() => Promise.resolve(true)),
};

/** Fake the push API of a phone; `permission` is both what is set and what the person answers. */
export function pushPhone(permission: NotificationPermission, subscribe: () => Promise<unknown> = () => Promise.resolve(subscription)): void {
  const pushManager = { subscribe: vi.fn(subscribe), getSubscription: () => Promise.resolve(subscription) };
  const registration = { pushManager };
  Object.defineProperty(navigator, "serviceWorker", {
    configurable: true,
    value: { ready: Promise.resolve(registration), getRegistration: () => Promise.resolve(registration) },
  });
  vi.stubGlobal("PushManager", vi.fn());
  vi.stubGlobal("Notification", { permission, requestPermission: () => Promise.resolve(permission) });
}
