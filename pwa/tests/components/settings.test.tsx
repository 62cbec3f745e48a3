// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../src/i18n";
import Colleague from "../../src/screens/settings/colleague";
import Devices from "../../src/screens/settings/devices";
import NewPhone from "../../src/screens/settings/new-phone";
import Settings from "../../src/screens/settings/settings";
import { authSession, me } from "../../src/state/auth-session";
import { chooseTheme } from "../../src/state/theme";
import { database } from "../../src/store/database";
import { saveNewGrant } from "../../src/store/sharing";
import { go } from "../../src/ui";
import { alice, bob, breakStore, clearPhone, completeBrowser, delayed, json, network, preparePhone, refusal, show, tap, type Sent } from "./phone";

const ME = "PATCH /api/me";
const SIGN_OUT = "POST /api/sign-out";
const LINK = { url: "https://diary.example/sign-in#abc", qr_svg: "<svg/>", expires_at: "2027-11-21T10:30:00Z" };

const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>("button", { name });
const alertText = async (): Promise<string> => (await screen.findByRole("alert")).textContent;
/** The changes of the account that the server got. */
const changes = (sent: readonly Sent[]): readonly unknown[] => sent.filter(({ call }) => call === ME).map(({ body }) => body);
const rows = () => within(screen.getByRole("list", { name: "Settings" })).getAllByRole("link").map((link) => link.getAttribute("href"));

beforeEach(async () => {
  completeBrowser();
  network({});
  await preparePhone(alice, {});
  go("/settings");
});
afterEach(async () => {
  await act(() => setLanguage("en"));
  chooseTheme("system");
  await clearPhone();
});

describe("the settings", () => {
  it("of a patient offer reminders, sharing, and the words of the skin", () => {
    show(Settings);
    expect(rows()).toEqual(["/settings/reminders", "/share", "/settings/new-phone", "/settings/devices"]);
    expect(screen.getByRole("group", { name: "How irritation shows on your skin" })).toBeTruthy();
    expect(screen.getByText("Afterglow on your home screen")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Back" }).getAttribute("href")).toBe("/");
  });

  it("of an owner offer to invite a colleague, and nothing of a diary", async () => {
    await preparePhone(bob, {});
    show(Settings);
    expect(rows()).toEqual(["/settings/colleague", "/settings/new-phone", "/settings/devices"]);
    expect(screen.queryByRole("group", { name: "How irritation shows on your skin" })).toBeNull();
    expect(screen.queryByText("Afterglow on your home screen")).toBeNull();
    expect(screen.queryByRole("link", { name: "Back" })).toBeNull();
  });

  it("of a practitioner who is not the owner do not", async () => {
    await preparePhone({ ...bob, is_owner: false }, {});
    show(Settings);
    expect(rows()).toEqual(["/settings/new-phone", "/settings/devices"]);
  });

  it("change the language at once, and store it in the account", async () => {
    const sent = network({ [ME]: { ...alice, language: "de" } });
    show(Settings);
    tap(screen.getByLabelText("Deutsch"));
    await screen.findByRole("heading", { level: 1, name: "Einstellungen" });
    await vi.waitFor(() => expect(changes(sent)).toEqual([{ language: "de" }]));
  });

  it("say that the account does not know the new language yet, and store it on a retry", async () => {
    show(Settings);
    tap(screen.getByLabelText("Deutsch"));
    expect(await alertText()).toContain("kein Netz");
    const sent = network({ [ME]: { ...alice, language: "de" } });
    tap(await button("Erneut versuchen"));
    await vi.waitFor(() => expect(changes(sent)).toEqual([{ language: "de" }]));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });

  it("change the theme at once", () => {
    show(Settings);
    expect(screen.getByLabelText<HTMLInputElement>("Same as device").checked).toBe(true);
    tap(screen.getByLabelText("Dark"));
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    expect(screen.getByLabelText<HTMLInputElement>("Dark").checked).toBe(true);
  });

  it("save the words of the skin with each tap", async () => {
    const sent = network({ [ME]: alice });
    show(Settings);
    expect(screen.getByLabelText<HTMLInputElement>("Red").checked).toBe(true);
    tap(screen.getByLabelText("Tight"));
    await vi.waitFor(() => expect(changes(sent)).toEqual([{ skin_cues: ["red", "tight"] }]));
  });

  it("say that the words of the skin were not saved, and keep the choice", async () => {
    show(Settings);
    tap(screen.getByLabelText("Darker"));
    expect(await alertText()).toContain("There is no network right now");
    expect(screen.getByLabelText<HTMLInputElement>("Darker").checked).toBe(true);
  });
});

describe("signing out", () => {
  const dialog = async () => within(await screen.findByRole("dialog", { name: "Sign out on this device?" }));

  it("asks first, and goes back without a change", async () => {
    show(Settings);
    tap(await button("Sign out"));
    await screen.findByText(/^Afterglow will delete its data from this device\./);
    expect((await dialog()).queryByText(/has not been sent yet/)).toBeNull();
    tap((await dialog()).getByRole("button", { name: "Stay signed in" }));
    expect(screen.queryByRole("button", { name: "Yes, sign out" })).toBeNull();
    expect(me()?.display_name).toBe("Alice");
  });

  it("is closed by its close button too", async () => {
    show(Settings);
    tap(await button("Sign out"));
    await button("Yes, sign out");
    tap((await dialog()).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("button", { name: "Yes, sign out" })).toBeNull();
  });

  it("warns of what would be lost, then signs out and leads to the entrance", async () => {
    await saveNewGrant(await database(), { id: "g1" }, Date.now());
    network({ [SIGN_OUT]: {} });
    show(Settings);
    tap(await button("Sign out"));
    await screen.findByText("One change has not been sent yet");
    tap(await button("Yes, sign out"));
    await vi.waitFor(() => expect(location.pathname).toBe("/sign-in"));
    expect(authSession.value).toEqual({ state: "out" });
  });

  it("says that the phone could not be asked what is unsent, and asks nothing more", async () => {
    breakStore("outbox", "getAll");
    show(Settings);
    tap(await button("Sign out"));
    expect(await alertText()).toContain("That did not work");
    expect(screen.queryByRole("button", { name: "Yes, sign out" })).toBeNull();
  });

  it("that fails keeps the person signed in on this phone, with a retry", async () => {
    const broken = vi.spyOn(indexedDB, "deleteDatabase").mockImplementation(() => {
      throw new DOMException("Broken in this test.", "UnknownError");
    });
    network({ [SIGN_OUT]: {} });
    show(Settings);
    tap(await button("Sign out"));
    tap(await button("Yes, sign out"));
    expect(await alertText()).toContain("This device’s storage could not be used");
    expect(me()?.display_name).toBe("Alice");
    expect(screen.queryByRole("button", { name: "Yes, sign out" })).toBeNull(); // the retry takes its place
    broken.mockRestore();
    tap(await button("Try again"));
    await vi.waitFor(() => expect(location.pathname).toBe("/sign-in"));
  });
});

describe("the devices", () => {
  const LIST = "GET /api/my/auth-sessions";
  const device = (id: string, label: string, current = false) => ({ id, label, current, created_at: "2026-11-01T10:00:00Z", last_used_at: "2026-11-20T10:00:00Z" });
  const devices = { auth_sessions: [device("d1", "iPhone · Safari", true), device("d2", "Mac · Safari"), device("d3", "")] };

  it("are listed with their last use; the one in hand cannot be signed out here", async () => {
    network({ [LIST]: devices });
    show(Devices);
    const items = (await screen.findAllByRole("listitem")).map((each) => each.textContent);
    expect(items).toEqual(["iPhone · SafariLast used on Nov 20, 2026This device", "Mac · SafariLast used on Nov 20, 2026Sign out", "Unnamed deviceLast used on Nov 20, 2026Sign out"]);
    expect(screen.queryByRole("button", { name: "Sign out iPhone · Safari" })).toBeNull();
    expect(screen.getByRole("button", { name: "Sign out Unnamed device" })).toBeTruthy();
  });

  it("are signed out one by one, and the list shows who is left", async () => {
    const ending = delayed();
    const sent = network({ [LIST]: devices, "DELETE /api/my/auth-sessions/d2": ending.answer });
    show(Devices);
    const end = await button("Sign out Mac · Safari");
    tap(end);
    expect(end.getAttribute("aria-busy")).toBe("true");
    const others = globalThis.fetch;
    globalThis.fetch = (input, init) => (init?.method === "GET" ? Promise.resolve(json({ auth_sessions: devices.auth_sessions.slice(0, 1) })) : others(input, init));
    ending.arrives({});
    await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(1));
    expect(sent.filter(({ call }) => call.startsWith("DELETE"))).toEqual([{ call: "DELETE /api/my/auth-sessions/d2", body: undefined }]);
  });

  it("that could not be signed out stay in the list, with the reason at the device", async () => {
    network({ [LIST]: devices });
    show(Devices);
    tap(await button("Sign out Mac · Safari"));
    const row = (await screen.findByRole("alert")).closest("li");
    expect(row?.textContent).toContain("There is no network right now");
    expect(row?.textContent).toContain("Mac · Safari");
  });

  it("that could not be loaded are loaded on a retry", async () => {
    show(Devices);
    expect(await alertText()).toContain("There is no network right now");
    network({ [LIST]: devices });
    tap(await button("Try again"));
    await screen.findByText("This device");
  });
});

describe("a new device", () => {
  const CREATE = "POST /api/my/recovery-links";

  it("gets a link for an hour, as a code and to copy", async () => {
    const sent = network({ [CREATE]: LINK });
    show(NewPhone);
    tap(await button("Create link"));
    await screen.findByText(/^Scan this code with the new device\..*10:30/);
    expect(screen.getByRole("img", { name: "QR code for the link" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Create link" })).toBeNull();
    expect(sent).toContainEqual({ call: CREATE, body: { stored: false } });
  });

  it("gets a link to store, which can be printed", async () => {
    const print = vi.fn();
    vi.stubGlobal("print", print);
    const sent = network({ [CREATE]: LINK });
    show(NewPhone);
    tap(await button("Create recovery link"));
    await screen.findByText(/until November 21, 2027\.$/);
    tap(await button("Print"));
    expect(print).toHaveBeenCalledOnce();
    expect(sent).toContainEqual({ call: CREATE, body: { stored: true } });
  });

  it("says why a link could not be created, and tries again", async () => {
    network({ [CREATE]: refusal("too-many-requests", 429) });
    show(NewPhone);
    tap(await button("Create link"));
    const alert = await screen.findByRole("alert");
    network({ [CREATE]: LINK });
    tap(within(alert).getByRole("button", { name: "Try again" }));
    await screen.findByText(LINK.url);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("of a patient without any device left loses the diary; a practitioner is not told so", async () => {
    show(NewPhone);
    expect(screen.getByText(/^Your clinic cannot create this link for you\./)).toBeTruthy();
    await act(() => preparePhone(bob, {}));
    await waitFor(() => expect(screen.queryByText(/^Your clinic cannot create this link for you\./)).toBeNull());
  });
});

describe("an invitation for a colleague", () => {
  const INVITE = "POST /api/colleagues/invitation";

  it("is created once and shown with its end", async () => {
    const creating = delayed();
    const sent = network({ [INVITE]: creating.answer });
    await preparePhone(bob, {});
    show(Colleague);
    const create = await button("Create invitation");
    tap(create);
    expect(create.getAttribute("aria-busy")).toBe("true");
    tap(create);
    creating.arrives(LINK);
    await screen.findByText(/^Ask your colleague to scan this code.*November 21, 2027\.$/);
    expect(sent.filter(({ call }) => call === INVITE)).toHaveLength(1);
  });

  it("that failed says why, and is created on a retry", async () => {
    show(Colleague);
    tap(await button("Create invitation"));
    expect(await alertText()).toContain("There is no network right now");
    network({ [INVITE]: LINK });
    fireEvent.click(await button("Try again"));
    await screen.findByText(LINK.url);
  });
});
