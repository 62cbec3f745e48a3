// @vitest-environment jsdom
/** The settings of reminders: what, when, and whether this device shows them. */
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ReminderPreferences } from "../../src/actions/account";
import { setLanguage } from "../../src/i18n";
import Reminders from "../../src/screens/settings/reminders";
import { pushState, refreshPush } from "../../src/state/push";
import { pushPhone } from "../push-phone";
import { alice, bob, clearPhone, completeBrowser, delayed, network, preparePhone, refusal, show, tap, type Sent } from "./phone";

const LOAD = "GET /api/my/reminder-preferences";
const SAVE = "PUT /api/my/reminder-preferences";
const KEY = "GET /api/push-key";
const SUBSCRIBE = "POST /api/my/push-subscriptions";

const STORED: ReminderPreferences = { kinds: ["milestone", "reply"], quiet_from: "22:00", quiet_until: "07:00", check_in_at: "19:00", coming_sessions_at: "18:00", discreet: true, time_zone: null };

const toggle = (name: string) => screen.findByRole<HTMLInputElement>("switch", { name });
const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });

const saves = (sent: readonly Sent[]): readonly unknown[] => sent.filter(({ call }) => call === SAVE).map(({ body }) => body);

/** Tap a switch. */
async function flip(name: string): Promise<void> {
  tap(await toggle(name));
}

beforeEach(async () => {
  completeBrowser();
  network({ [LOAD]: STORED, [SAVE]: STORED });
  await preparePhone(alice, {});
});
afterEach(async () => {
  await act(() => setLanguage("en"));
  pushState.value = "off";
  localStorage.clear();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "serviceWorker");
  await clearPhone();
});

describe("the preferences", () => {
  it("show what is stored", async () => {
    show(Reminders);
    expect((await toggle("Next changes")).checked).toBe(true);
    expect((await toggle("Evening check-in")).checked).toBe(false);
    expect((await toggle("Discreet messages")).checked).toBe(true);
    expect(screen.getByLabelText<HTMLInputElement>("Quiet hours start").value).toBe("22:00");
    expect((await toggle("I am travelling")).checked).toBe(false);
  });

  it("are saved with each change, as a whole", async () => {
    const sent = network({ [LOAD]: STORED, [SAVE]: STORED });
    show(Reminders);
    const saved = () => saves(sent);
    await flip("Evening check-in");
    await vi.waitFor(() => expect(saved().at(-1)).toEqual({ ...STORED, kinds: ["milestone", "reply", "check-in"] }));
    await flip("Next changes");
    await vi.waitFor(() => expect(saved().at(-1)).toEqual({ ...STORED, kinds: ["reply", "check-in"] }));
    await flip("Discreet messages");
    await vi.waitFor(() => expect(saved().at(-1)).toMatchObject({ discreet: false }));
    fireEvent.input(screen.getByLabelText("Time for the check-in"), { target: { value: "20:30" } });
    await vi.waitFor(() => expect(saved().at(-1)).toMatchObject({ check_in_at: "20:30", quiet_from: "22:00" }));
    fireEvent.input(screen.getByLabelText("Quiet hours end"), { target: { value: "08:00" } });
    await vi.waitFor(() => expect(saved().at(-1)).toMatchObject({ quiet_until: "08:00" }));
  });

  it("are not saved with half a time", async () => {
    const sent = network({ [LOAD]: STORED, [SAVE]: STORED });
    show(Reminders);
    fireEvent.input(await screen.findByLabelText("Quiet hours start"), { target: { value: "" } });
    await flip("Discreet messages");
    await vi.waitFor(() => expect(saves(sent)).toHaveLength(1));
    expect(saves(sent)[0]).toMatchObject({ quiet_from: "22:00", discreet: false });
  });

  it("take the time zone of the phone while travelling, and that of the account afterwards", async () => {
    const sent = network({ [LOAD]: { ...STORED, time_zone: "Asia/Tokyo" }, [SAVE]: STORED });
    show(Reminders);
    await screen.findByText("Use this time zone for reminders: Tokyo");
    await flip("I am travelling");
    await vi.waitFor(() => expect(saves(sent).at(-1)).toMatchObject({ time_zone: null }));
    await flip("I am travelling");
    await vi.waitFor(() => expect(saves(sent).at(-1)).toMatchObject({ time_zone: "UTC" }));
  });

  it("that were not saved say so, keep the choice, and are saved on a retry", async () => {
    network({ [LOAD]: STORED });
    show(Reminders);
    await flip("Sessions");
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    expect((await toggle("Sessions")).checked).toBe(true);
    const sent = network({ [SAVE]: STORED });
    tap(await button("Try again"));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    expect(sent).toContainEqual({ call: SAVE, body: { ...STORED, kinds: ["milestone", "reply", "next-treatment"] } });
  });

  it("that could not be loaded are loaded on a retry", async () => {
    network({});
    show(Reminders);
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network({ [LOAD]: STORED });
    tap(await button("Try again"));
    expect(await toggle("Next changes")).toBeTruthy();
  });

  it("are read in German", async () => {
    await act(() => setLanguage("de"));
    show(Reminders);
    await screen.findByRole("heading", { level: 1, name: "Erinnerungen" });
    expect(await toggle("Antworten")).toBeTruthy();
  });
});

describe("the preferences of a practitioner", () => {
  beforeEach(async () => preparePhone(bob, {}));

  it("are about patients and sessions, and not about a skin of their own", async () => {
    network({ [LOAD]: { ...STORED, kinds: ["new-question"] } });
    show(Reminders);
    expect((await toggle("Questions")).checked).toBe(true);
    const switches = screen.getAllByRole("switch").map((each) => each.getAttribute("aria-label"));
    expect(switches).toEqual(["Worth a look", "Questions", "Standing in", "Shared diaries", "Sessions of the next day", "Discreet messages", "I am travelling"]);
    expect(screen.getByText("They do not name the patient")).toBeTruthy();
    expect(screen.queryByLabelText("Time for the check-in")).toBeNull();
  });

  it("are saved with each change, as a whole", async () => {
    const sent = network({ [LOAD]: { ...STORED, kinds: ["new-question"] }, [SAVE]: STORED });
    show(Reminders);
    await flip("Worth a look");
    await vi.waitFor(() => expect(saves(sent).at(-1)).toEqual({ ...STORED, kinds: ["new-question", "new-finding"] }));
    fireEvent.input(screen.getByLabelText("Time for the next day’s sessions"), { target: { value: "17:00" } });
    await vi.waitFor(() => expect(saves(sent).at(-1)).toMatchObject({ coming_sessions_at: "17:00", check_in_at: "19:00" }));
  });

  it("say what messages are good for while they are off, and are turned on with one tap", async () => {
    pushPhone("granted");
    network({ [LOAD]: STORED, [KEY]: { public_key: "BPk" }, [SUBSCRIBE]: { id: "1" } });
    show(Reminders);
    await screen.findByText("Turn them on to hear about questions, shared diaries and sessions.");
    tap(await button("Turn on reminders"));
    expect((await toggle("Reminders on this device")).checked).toBe(true);
  });

  it("are read in German", async () => {
    await act(() => setLanguage("de"));
    show(Reminders);
    expect(await toggle("Sitzungen am nächsten Tag")).toBeTruthy();
  });
});

describe("reminders on this device", () => {
  it("are turned on with one tap, and off again", async () => {
    pushPhone("granted");
    const sent = network({ [LOAD]: STORED, [KEY]: { public_key: "BPk" }, [SUBSCRIBE]: { id: "1" }, "DELETE /api/my/push-subscriptions/1": {} });
    show(Reminders);
    const on = await button("Turn on reminders");
    tap(on);
    expect(on.getAttribute("aria-busy")).toBe("true");
    await flip("Reminders on this device");
    await screen.findByText("Reminders are off on this device");
    expect(sent.some(({ call }) => call === "DELETE /api/my/push-subscriptions/1")).toBe(true);
  });

  it("that the person does not allow lead to the device's settings", async () => {
    pushPhone("denied");
    show(Reminders);
    tap(await button("Turn on reminders"));
    await screen.findByText("This device does not allow reminders from Afterglow");
    expect(screen.queryByRole("button", { name: "Turn on reminders" })).toBeNull();
  });

  it("that could not be turned on say why, and are turned on by a retry", async () => {
    pushPhone("granted");
    network({ [LOAD]: STORED, [KEY]: { public_key: "BPk" }, [SUBSCRIBE]: refusal("push-endpoint", 422) });
    show(Reminders);
    tap(await button("Turn on reminders"));
    expect((await screen.findByRole("alert")).textContent).toContain("We cannot send reminders to this browser");
    network({ [LOAD]: STORED, [KEY]: { public_key: "BPk" }, [SUBSCRIBE]: { id: "1" } });
    tap(await button("Try again"));
    expect((await toggle("Reminders on this device")).checked).toBe(true);
  });

  it("stay on while they are being turned off", async () => {
    pushPhone("granted");
    const ending = delayed();
    network({ [LOAD]: STORED, [KEY]: { public_key: "BPk" }, [SUBSCRIBE]: { id: "1" } });
    show(Reminders);
    tap(await button("Turn on reminders"));
    const isOn = await toggle("Reminders on this device");
    Object.assign(navigator.serviceWorker, { getRegistration: () => ending.answer.then(() => undefined) });
    pushState.value = "on";
    tap(isOn);
    ending.arrives({});
    await screen.findByText("Reminders are off on this device");
  });

  it.each([
    ["without push", "Mozilla/5.0 (X11; Linux)", "This browser does not support reminders", false],
    ["an iPhone without the installed app", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X)", "Reminders need the installed app", true],
  ])("in a browser %s: %s", async (_, agent, text, install) => {
    vi.spyOn(navigator, "userAgent", "get").mockReturnValue(agent);
    await refreshPush();
    show(Reminders);
    await screen.findByText(text);
    expect(screen.queryByRole("link", { name: "Show me how" }) !== null).toBe(install);
  });
});
