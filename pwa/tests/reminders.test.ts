// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { disablePush, refreshPush, pushState, enablePush } from "../src/state/push";
import { ENDPOINT, pushPhone, subscription } from "./push-phone";

/** Fake the server; returns the bodies and paths of the requests. */
function server(): unknown[] {
  const requests: unknown[] = [];
  vi.stubGlobal("fetch", (path: string, { method, body }: { method: string; body?: string }) => {
    if (method === "DELETE") requests.push(path);
    if (body !== undefined) requests.push(JSON.parse(body));
    return Promise.resolve(Response.json(path === "/api/push-key" ? { public_key: "BPk" } : { id: "1" }));
  });
  return requests;
}

beforeEach(() => {
  localStorage.clear();
  pushState.value = "off";
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "serviceWorker");
});

describe("reminders on this phone", () => {
  it("are unsupported in a browser without push", async () => {
    await refreshPush();
    expect(pushState.value).toBe("unsupported");
  });

  it("require the installed app on an iPhone", async () => {
    vi.spyOn(navigator, "userAgent", "get").mockReturnValue("Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X)");
    await refreshPush();
    expect(pushState.value).toBe("install");
  });

  it("stay off and report it when the phone has denied the permission", async () => {
    pushPhone("denied");
    const requests = server();
    await expect(enablePush()).rejects.toMatchObject({ code: "push-refused" });
    expect(pushState.value).toBe("refused");
    expect(requests).toEqual([]);
  });

  it("are off until they are enabled, even if the permission is granted", async () => {
    pushPhone("granted");
    const requests = server();
    await refreshPush();
    expect([pushState.value, requests]).toEqual(["off", []]);
  });

  it("are renewed at each start once they are on, because some phones drop subscriptions", async () => {
    pushPhone("granted");
    const requests = server();
    await enablePush();
    await refreshPush();
    expect(pushState.value).toBe("on");
    expect(requests).toEqual([
      { endpoint: ENDPOINT, expirationTime: null, keys: { p256dh: "p", auth: "a" } },
      { endpoint: ENDPOINT, expirationTime: null, keys: { p256dh: "p", auth: "a" } },
    ]);
  });

  it("stop when they are disabled", async () => {
    pushPhone("granted");
    const requests = server();
    await enablePush();
    await disablePush();
    expect(pushState.value).toBe("off");
    expect(requests.at(-1)).toBe("/api/my/push-subscriptions/1");
    expect(subscription.unsubscribe).toHaveBeenCalled();
  });

  it("are off on this phone even if the server cannot be reached and the browser cannot unsubscribe", async () => {
    pushPhone("granted");
    server();
    await enablePush();
    subscription.unsubscribe.mockRejectedValueOnce(new DOMException("no service", "AbortError"));
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await disablePush();
    await refreshPush();
    expect(pushState.value).toBe("off");
  });

  it("stay on when a start without a network cannot renew them: the next start does", async () => {
    pushPhone("granted");
    server();
    await enablePush();
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await refreshPush();
    expect(pushState.value).toBe("on");
  });

  it("are not shown as on when the push service does not respond", async () => {
    vi.useFakeTimers();
    pushPhone("granted", () => new Promise(() => undefined));
    server();
    const asked = expect(enablePush()).rejects.toMatchObject({ code: "push-timeout" });
    await vi.advanceTimersByTimeAsync(16_000);
    await asked;
    vi.useRealTimers();
    expect(pushState.value).not.toBe("on");
  });

  it("are not shown as on when subscribing fails", async () => {
    pushPhone("granted", () => Promise.reject(new DOMException("no service", "AbortError")));
    server();
    await expect(enablePush()).rejects.toMatchObject({ code: "push-failed" });
    expect(pushState.value).not.toBe("on");
  });
});
