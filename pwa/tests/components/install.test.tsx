// @vitest-environment jsdom
/** Putting the app on the home screen: asked once after a check-in, drawn for each browser, and with the sign-in carried over. */
import "fake-indexeddb/auto";
import { act, cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Install from "../../src/screens/entrance/install";
import CheckIn from "../../src/screens/patient/check-in/check-in";
import Settings from "../../src/screens/settings/settings";
import { setLanguage } from "../../src/i18n";
import { forgetPerson, me } from "../../src/state/auth-session";
import { installed, installPrompt, watchForInstall } from "../../src/state/install";
import type { Treatment } from "../../src/domain/diary";
import { treatment } from "../records";
import { browserWithPasskeys, guardedNetwork } from "./passkeys";
import { alice, bob, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap } from "./phone";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Mobile/15E148 Safari/604.1";
const CHROME_IOS = IPHONE.replace("Version/19.1", "CriOS/140");
const FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";
const CREATE = "POST /api/my/install-links";
const SIGN_IN = "POST /api/links/sign-in";
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const link = () => ({ url: "https://diary.example/install#secret", qr_svg: "<svg/>", expires_at: inAnHour() });
const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });
const on = (agent: string) => vi.spyOn(navigator, "userAgent", "get").mockReturnValue(agent);
const manifest = () => document.querySelector('link[rel="manifest"]')?.getAttribute("href");

function offer(outcome: "accepted" | "dismissed"): ReturnType<typeof vi.fn> {
  const prompt = vi.fn(() => Promise.resolve({ outcome }));
  watchForInstall();
  void act(() => void dispatchEvent(Object.assign(new Event("beforeinstallprompt"), { prompt })));
  return prompt;
}

function onHomeScreen(): void {
  Object.assign(navigator, { standalone: true });
}

/** A treatment whose sheet has a change ahead. */
function withChange(topic: string): Treatment {
  const each = treatment();
  const ahead = { at: new Date(Date.now() + 86_400_000).toISOString(), kind: "allowed", rule_id: "r1", topics: [topic], gates: [] } as const;
  return { ...each, timeline: { ...each.timeline, milestones: [ahead] } };
}

async function saveCheckIn(): Promise<void> {
  history.replaceState(null, "", "/check-in");
  show(CheckIn);
  tap(within(await screen.findByRole("group", { name: "Redness" })).getByText("Mild"));
  tap(await button("Save"));
  await screen.findByRole("heading", { name: "Check-in saved" });
}

beforeEach(() => {
  completeBrowser();
  browserWithPasskeys();
  network({});
  localStorage.clear();
  history.replaceState(null, "", "/install");
  document.head.innerHTML = '<link rel="manifest" href="/manifest.en.webmanifest" />';
});
afterEach(async () => {
  Reflect.deleteProperty(navigator, "standalone");
  [installPrompt.value, installed.value] = [undefined, false];
  await setLanguage("en");
  await clearPhone();
  vi.unstubAllGlobals();
});

describe("after the first check-in", () => {
  it("the reason comes first, then the browser's own prompt", async () => {
    await preparePhone(alice, { treatments: [withChange("make-up")] });
    const prompt = offer("accepted");
    await saveCheckIn();
    screen.getByRole("heading", { name: "Shall I tell you when make-up is allowed?" });
    expect(prompt).not.toHaveBeenCalled();
    tap(await button("Install"));
    await screen.findByText("Afterglow is being installed.");
    expect(prompt).toHaveBeenCalledOnce();
    expect(screen.queryByRole("button", { name: "Not now" })).toBeNull();
  });

  it("a sheet that says nothing about make-up gives no reason to mention it", async () => {
    await preparePhone(alice);
    offer("dismissed");
    await saveCheckIn();
    screen.getByRole("heading", { name: "Shall I tell you what is allowed, and when?" });
    tap(await button("Install"));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Not now" })).toBeNull());
  });

  it("“Not now” is respected: nobody is asked twice, and the settings lead there", async () => {
    await preparePhone(alice);
    on(IPHONE);
    await saveCheckIn();
    tap(await button("Not now"));
    expect(screen.queryByText(/Shall I tell you/)).toBeNull();
    cleanup();
    await saveCheckIn();
    expect(screen.queryByText(/Shall I tell you/)).toBeNull();
    cleanup();
    show(Settings);
    tap(await screen.findByRole("link", { name: /On your home screen/ }));
    expect(location.pathname).toBe("/install");
  });

  it("nothing is asked once the course of the sheet is over, because there is nothing left to tell", async () => {
    const rule = { id: "r1", verb: "avoid", topics: ["sauna"], cite: "1", says: "No sauna.", source: "sheet" } as const;
    const closes = { least_at: "2026-11-19T10:00:00Z", surely_at: "2026-11-19T10:00:00Z", state: null, act: null, kind: "exact", text: "24h" } as const;
    const over = { rule, opens: null, closes, needs: [], unless: [] };
    const each = treatment();
    await preparePhone(alice, { treatments: [{ ...each, timeline: { ...each.timeline, windows: [over] } }] });
    offer("dismissed");
    await saveCheckIn();
    expect(screen.queryByText(/Shall I tell you/)).toBeNull();
    expect(localStorage.getItem("afterglow.install-asked")).toBeNull();
  });

  it("an iPhone is shown how", async () => {
    await preparePhone(alice);
    on(IPHONE);
    await saveCheckIn();
    tap(await button("Show me how"));
    expect(location.pathname).toBe("/install");
  });

  it("nothing is asked where it is not possible, nor in the installed app", async () => {
    await preparePhone(alice);
    await saveCheckIn();
    expect(screen.queryByText(/Shall I tell you/)).toBeNull();
    cleanup();
    onHomeScreen();
    await saveCheckIn();
    expect(screen.queryByText(/Shall I tell you/)).toBeNull();
    cleanup();
    show(Settings);
    expect(screen.queryByRole("link", { name: /On your home screen/ })).toBeNull();
  });
});

describe("the steps", () => {
  it.each([
    ["an iPhone", IPHONE, /Tap Share in Safari/],
    ["another browser of iOS", CHROME_IOS, /this works best in Safari/],
    ["Firefox on Android", FIREFOX, /menu with the three dots/],
    ["a browser that cannot", "Mozilla/5.0 (X11; Linux)", /Not possible in this browser/],
  ])("fit %s", async (_, agent, text) => {
    await preparePhone(alice);
    on(agent);
    show(Install);
    screen.getByText(text);
  });

  it("are over once the app is installed", async () => {
    await preparePhone(alice);
    watchForInstall();
    show(Install);
    void act(() => void dispatchEvent(new Event("appinstalled")));
    await screen.findByText("Afterglow is installed. Open it from your home screen.");
  });

  it("outside Safari begin with the address, to be copied or read", async () => {
    await preparePhone(alice);
    on(CHROME_IOS);
    const writeText = vi.fn(() => Promise.resolve());
    Object.assign(navigator, { clipboard: { writeText } });
    show(Install);
    tap(await button("Copy address"));
    await screen.findByText("The link has been copied.");
    expect(writeText).toHaveBeenCalledWith(`${location.origin}/install`);
    writeText.mockRejectedValue(new DOMException("no", "NotAllowedError"));
    tap(await button("Copy address"));
    expect((await screen.findByRole("alert")).textContent).toContain(`${location.origin}/install`);
  });

  it("are a button where the browser has a prompt; who declines stays here", async () => {
    await preparePhone(alice);
    offer("dismissed");
    show(Install);
    tap(await button("Install"));
    await waitFor(() => expect(installPrompt.value).toBeUndefined());
    expect(location.pathname).toBe("/install");
    offer("accepted");
    tap(await button("Install"));
    await waitFor(() => expect(location.pathname).toBe("/"));
  });
});

describe("the sign-in that comes along", () => {
  it("is a link in the address of the page, with a manifest that starts there, until the page is left", async () => {
    await preparePhone(alice);
    on(IPHONE);
    const sent = guardedNetwork({ [CREATE]: link() });
    show(Install);
    tap(await button("Take it along"));
    tap(await button("Use your passkey"));
    await screen.findByText("Your sign-in comes along");
    expect(sent.filter(({ call }) => call === CREATE)).toHaveLength(2);
    await waitFor(() => expect([location.hash, manifest()]).toEqual(["#secret", "/manifest.install.en.webmanifest"]));
    await act(() => setLanguage("de"));
    await waitFor(() => expect(manifest()).toBe("/manifest.install.de.webmanifest"));
    await act(() => setLanguage("en"));
    cleanup();
    expect([location.pathname, location.hash, manifest()]).toEqual(["/install", "", "/manifest.en.webmanifest"]);
  });

  it("survives a reload of the page, and ends with the hour", async () => {
    await preparePhone(alice);
    on(IPHONE);
    history.replaceState({ installLinkUntil: new Date(Date.now() + 300).toISOString() }, "", "/install#secret");
    show(Install);
    screen.getByText("Your sign-in comes along");
    await button("Take it along");
    await waitFor(() => expect([location.hash, manifest()]).toEqual(["", "/manifest.en.webmanifest"]));
  });

  it("is not made without a network, and the steps stay", async () => {
    await preparePhone(alice);
    on(IPHONE);
    show(Install);
    tap(await button("Take it along"));
    await screen.findByRole("alert");
    screen.getByText("Without this, sign in there with your passkey.");
    screen.getByText(/Tap Share in Safari/);
    expect(location.hash).toBe("");
  });

  it("is not offered to a practitioner, nor to somebody who is signed out", async () => {
    on(IPHONE);
    await preparePhone(bob, {});
    show(Install);
    screen.getByText(/Sign in with your passkey when you first open it/);
    expect(screen.queryByRole("button", { name: "Take it along" })).toBeNull();
    cleanup();
    show(Settings);
    expect(screen.queryByRole("link", { name: /On your home screen/ })).toBeNull();
    cleanup();
    forgetPerson();
    show(Install);
    expect(screen.queryByRole("button", { name: "Take it along" })).toBeNull();
  });
});

describe("the installed app", () => {
  it("signs in with its link, and its address keeps no token", async () => {
    await preparePhone(alice, {});
    forgetPerson();
    onHomeScreen();
    history.replaceState(null, "", "/install#secret");
    const sent = network({ [SIGN_IN]: alice });
    show(Install);
    await waitFor(() => expect(location.pathname).toBe("/"));
    expect(me()?.id).toBe("alice");
    expect(sent.find(({ call }) => call === SIGN_IN)?.body).toMatchObject({ token: "secret" });
    expect(location.hash).toBe("");
  });

  it("opened later with the used link simply starts, without asking the server", async () => {
    await preparePhone(alice, {});
    onHomeScreen();
    localStorage.setItem("afterglow.install-link-tried", "yes");
    history.replaceState(null, "", "/install#secret");
    const sent = network({});
    show(Install);
    await waitFor(() => expect(location.pathname).toBe("/"));
    expect(sent.filter(({ call }) => call === SIGN_IN)).toEqual([]);
  });

  it.each(["link-used", "link-expired", "link-unknown"])("signed out, with a link that does not work (%s), offers the passkey and does not try again", async (code) => {
    await preparePhone(alice, {});
    forgetPerson();
    onHomeScreen();
    history.replaceState(null, "", "/install#secret");
    network({ [SIGN_IN]: refusal(code, code === "link-unknown" ? 404 : 410) });
    show(Install);
    await waitFor(() => expect(location.pathname).toBe("/sign-in"));
    expect(localStorage.getItem("afterglow.install-link-tried")).toBe("yes");
  });

  it("offline says so and can try again; who is signed in already starts", async () => {
    await preparePhone(alice, {});
    onHomeScreen();
    history.replaceState(null, "", "/install#secret");
    show(Install);
    await waitFor(() => expect(location.pathname).toBe("/"));
    cleanup();
    forgetPerson();
    history.replaceState(null, "", "/install#secret");
    show(Install);
    await screen.findByRole("alert");
    screen.getByRole("link", { name: "Use passkey" });
    network({ [SIGN_IN]: alice });
    tap(await button("Try again"));
    await waitFor(() => expect(me()?.id).toBe("alice"));
  });

  it("on Android uses no link by itself: another page may have led there", async () => {
    await preparePhone(alice, {});
    forgetPerson();
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    history.replaceState(null, "", "/install#secret");
    const sent = network({ [SIGN_IN]: alice });
    show(Install);
    await waitFor(() => expect(location.pathname).toBe("/sign-in"));
    expect(sent.filter(({ call }) => call === SIGN_IN)).toEqual([]);
  });

  it("in a browser that is signed out, the link asks for a tap as any other", async () => {
    await preparePhone(alice, {});
    forgetPerson();
    on(IPHONE);
    history.replaceState(null, "", "/install#secret");
    show(Install);
    expect([location.pathname, location.hash]).toEqual(["/sign-in", "#secret"]);
  });
});
