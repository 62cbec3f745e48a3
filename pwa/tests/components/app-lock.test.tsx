// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StorageNotice } from "../../src/screens/entrance/storage";
import AppLock from "../../src/screens/settings/app-lock";
import { AppCover, startAppLock } from "../../src/screens/settings/app-lock-cover";
import { appCover, LOCK_AFTER_MS, turnOffAppLock, turnOnAppLock, unlockingPasskey, watchAppLock } from "../../src/state/app-lock";
import { APP_LOCK, forgetPerson } from "../../src/state/auth-session";
import { forgetOwner } from "../../src/state/owner";
import { browserWithoutPasskeys, browserWithPasskeys, CONFIRM, CONFIRMED } from "./passkeys";
import { alice, clearPhone, completeBrowser, fillLocalStorage, network, preparePhone, show, tap } from "./phone";

const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });
const alertText = async (): Promise<string> => (await screen.findByRole("alert")).textContent;

/** Let the app go into the background, or come back. */
function become(state: "hidden" | "visible"): Promise<void> {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
  return act(() => void document.dispatchEvent(new Event("visibilitychange")));
}

/** Let time pass without a timer. */
function pass(milliseconds: number): void {
  const later = Date.now() + milliseconds;
  vi.spyOn(Date, "now").mockReturnValue(later);
}

let app: HTMLElement;
let stop = (): void => undefined;

/** The app with its cover, locked by Alice's passkey. */
function openLockedApp(): void {
  turnOnAppLock("key");
  localStorage.setItem("afterglow.left-at", String(Date.now()));
  app = document.body.appendChild(document.createElement("div"));
  app.innerHTML = "<button>Diary</button>";
  app.querySelector("button")?.focus();
  stop = watchAppLock();
  render(<AppCover app={app} />);
}

const isCovered = (): boolean => app.inert && app.style.visibility === "hidden";

beforeEach(async () => {
  completeBrowser();
  browserWithPasskeys();
  network({});
  await preparePhone(alice, {});
});
afterEach(async () => {
  stop();
  stop = () => undefined;
  turnOffAppLock();
  appCover.value = "open";
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  await clearPhone();
});

describe("an app with a lock", () => {
  it("is covered while it is hidden, and open again within two minutes", async () => {
    openLockedApp();
    expect(isCovered()).toBe(false);
    await become("hidden");
    expect(isCovered()).toBe(true);
    expect(screen.getByText("Afterglow")).toBeTruthy();
    pass(LOCK_AFTER_MS - 5_000);
    await become("visible");
    expect(isCovered()).toBe(false);
    expect(document.activeElement?.textContent).toBe("Diary");
  });

  it("is locked after two minutes, and opened by the passkey, without a network", async () => {
    openLockedApp();
    await become("hidden");
    pass(LOCK_AFTER_MS);
    await become("visible");
    expect(isCovered()).toBe(true);
    await screen.findByRole("heading", { name: "Afterglow is locked" });
    await become("hidden");
    await become("visible");
    expect(screen.getByRole("heading", { name: "Afterglow is locked" })).toBeTruthy();
    tap(await button("Unlock"));
    await waitFor(() => expect(isCovered()).toBe(false));
  });

  it("asks for the passkey that turned the lock on: another person of the same device does not get in", async () => {
    openLockedApp();
    const get = vi.spyOn(navigator.credentials, "get");
    await act(() => void (appCover.value = "locked"));
    tap(await button("Unlock"));
    await waitFor(() => expect(isCovered()).toBe(false));
    const asked = get.mock.calls[0]?.[0]?.publicKey;
    expect(asked?.userVerification).toBe("required");
    expect(asked?.allowCredentials).toHaveLength(1);
  });

  it("stays locked when the passkey is refused; the server can accept another one", async () => {
    browserWithPasskeys("NotAllowedError");
    openLockedApp();
    await act(() => void (appCover.value = "locked"));
    tap(await button("Unlock"));
    expect(await alertText()).toContain("No passkey was chosen");
    expect(isCovered()).toBe(true);
    expect(await button("Sign out")).toBeTruthy();
    browserWithPasskeys();
    network({ [CONFIRM]: { ceremony_id: "c3", options: { challenge: "AAAA" } }, [CONFIRMED]: { fresh_until: "2026-11-22T12:00:00Z" } });
    tap(await button("Use another passkey"));
    await waitFor(() => expect(isCovered()).toBe(false));
  });

  it("is locked from its start on if it was left too long ago, or at an unknown time", () => {
    turnOnAppLock("key");
    for (const left of [Date.now() - LOCK_AFTER_MS, Date.now() + 60_000, "never"]) {
      appCover.value = "open";
      localStorage.setItem("afterglow.left-at", String(left));
      watchAppLock()();
      expect(appCover.value).toBe("locked");
    }
  });

  it("locks sooner when a full phone could not store when it was left", async () => {
    openLockedApp();
    fillLocalStorage();
    await become("hidden");
    expect(isCovered()).toBe(true);
  });

  it("covers nothing where nobody is signed in, and has no lock after signing out", async () => {
    openLockedApp();
    await act(() => void (appCover.value = "locked"));
    await act(forgetPerson);
    expect(isCovered()).toBe(false);
    forgetOwner();
    await become("hidden");
    expect(appCover.value).toBe("open");
    expect(localStorage.getItem(APP_LOCK)).toBeNull();
  });
});

describe("the setting of the lock", () => {
  it("is off at first, and turned on and off with the passkey", async () => {
    show(AppLock);
    const lock = await screen.findByRole<HTMLInputElement>("switch", { name: "Lock Afterglow" });
    expect(lock.checked).toBe(false);
    tap(lock);
    await screen.findByText("On for this device, after two minutes");
    expect(localStorage.getItem(APP_LOCK)).toBe("key");
    tap(lock);
    await screen.findByText("Off on this device");
    expect(localStorage.getItem(APP_LOCK)).toBeNull();
  });

  it("stays as it is without the passkey", async () => {
    browserWithoutPasskeys();
    show(AppLock);
    tap(await screen.findByRole("switch", { name: "Lock Afterglow" }));
    expect(await alertText()).toContain("This browser cannot use passkeys");
    expect(unlockingPasskey.value).toBeNull();
  });

  it("works at once in the running app", async () => {
    app = document.body.appendChild(document.createElement("div"));
    app.id = "app";
    show(AppLock);
    tap(await screen.findByRole("switch", { name: "Lock Afterglow" }));
    await screen.findByText("On for this device, after two minutes");
    await become("hidden");
    expect(isCovered()).toBe(true);
    await startAppLock(app);
    expect(document.querySelectorAll(".app-cover")).toHaveLength(1);
    await become("visible");
  });

  it("is offered once, after joining, where the browser knows passkeys", async () => {
    show(() => <StorageNotice withClinic />);
    tap(await button("Turn on"));
    await screen.findByText("On for this device, after two minutes");
    expect(screen.queryByRole("button", { name: "Turn on" })).toBeNull();
  });

  it("is not offered by other browsers", () => {
    Reflect.deleteProperty(globalThis, "PublicKeyCredential");
    show(() => <StorageNotice withClinic />);
    expect(screen.queryByText("App lock")).toBeNull();
  });
});
