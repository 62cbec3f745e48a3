// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../src/i18n";
import Appearance from "../../src/screens/settings/appearance";
import Colleague from "../../src/screens/settings/colleague";
import Records from "../../src/screens/settings/records";
import YourData from "../../src/screens/settings/data";
import Settings from "../../src/screens/settings/settings";
import Skin from "../../src/screens/settings/skin";
import { authSession, me, signedOut } from "../../src/state/auth-session";
import { chooseTheme } from "../../src/state/theme";
import { database } from "../../src/store/database";
import { saveNewGrants } from "../../src/store/sharing";
import { go } from "../../src/ui";
import { alice, bob, breakStore, clearPhone, completeBrowser, delayed, network, preparePhone, show, tap, type Sent } from "./phone";

const ME = "PATCH /api/me";
const SIGN_OUT = "POST /api/sign-out";
const LINK = { url: "https://diary.example/sign-in#abc", qr_svg: "<svg/>", expires_at: "2027-11-21T10:30:00Z" };

const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>("button", { name });
const alertText = async (): Promise<string> => (await screen.findByRole("alert")).textContent;
/** The changes of the account that the server got. */
const changes = (sent: readonly Sent[]): readonly unknown[] => sent.filter(({ call }) => call === ME).map(({ body }) => body);
/** The groups of the settings, and where their rows lead. */
const groups = () =>
  screen.getAllByRole("list").map((list) => [list.getAttribute("aria-label"), ...within(list).getAllByRole("link").map((link) => link.getAttribute("href"))]);
const MESSAGES = ["Messages to you", "/settings/reminders"];
const ACCOUNT = ["Account", "/settings/devices", "/settings/new-phone"];
const DEVICE = ["This device", "/settings/lock", "/settings/appearance"];

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

describe("what is stored about a practitioner", () => {
  it.each([[true, ["/settings/records", "/settings/devices", "/settings/team"]], [false, ["/settings/devices"]]])("leads an owner (%s) to what they may do", async (is_owner, hrefs) => {
    await preparePhone({ ...bob, is_owner }, {});
    network({});
    show(YourData);
    await screen.findByRole("heading", { level: 1, name: "What we store about you" });
    expect(screen.getByText("Records and replies belong to your clinic. The owner can save a copy.")).toBeTruthy();
    expect(screen.getAllByRole("link").map((link) => link.getAttribute("href")).filter((href) => hrefs.includes(href ?? ""))).toEqual(hrefs);
    expect(screen.queryByRole("button", { name: "Create copy" })).toBeNull();
  });
});

describe("the settings", () => {
  it("of a patient offer the diary, the account and this device in groups", () => {
    show(Settings);
    expect(groups()).toEqual([["Diary", "/settings/reminders", "/share", "/settings/skin"], [...ACCOUNT, "/settings/data"], DEVICE]);
    expect(screen.getByRole("link", { name: "Back" }).getAttribute("href")).toBe("/");
  });

  it("of an owner offer the clinic and its team, and nothing of a diary", async () => {
    await preparePhone(bob, {});
    show(Settings);
    expect(groups()).toEqual([["Clinic", "/settings/clinic", "/settings/team", "/settings/presets", "/settings/log", "/settings/records"], MESSAGES, [...ACCOUNT, "/settings/data"], DEVICE]);
    expect(screen.queryByRole("link", { name: "Back" })).toBeNull();
  });

  it("of a practitioner who is not the owner have only the presets of the clinic", async () => {
    await preparePhone({ ...bob, is_owner: false }, {});
    show(Settings);
    expect(groups()).toEqual([["Clinic", "/settings/presets"], MESSAGES, [...ACCOUNT, "/settings/data"], DEVICE]);
  });

  it("change the language at once, and store it in the account", async () => {
    const sent = network({ [ME]: { ...alice, language: "de" } });
    show(Appearance);
    tap(screen.getByLabelText("Deutsch"));
    await screen.findByRole("heading", { level: 1, name: "Sprache und Darstellung" });
    await vi.waitFor(() => expect(changes(sent)).toEqual([{ language: "de" }]));
  });

  it("say that the account does not know the new language yet, and store it on a retry", async () => {
    show(Appearance);
    tap(screen.getByLabelText("Deutsch"));
    expect(await alertText()).toContain("kein Netz");
    const sent = network({ [ME]: { ...alice, language: "de" } });
    tap(await button("Erneut versuchen"));
    await vi.waitFor(() => expect(changes(sent)).toEqual([{ language: "de" }]));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });

  it("change the theme at once", () => {
    show(Appearance);
    expect(screen.getByLabelText<HTMLInputElement>("Same as device").checked).toBe(true);
    tap(screen.getByLabelText("Dark"));
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    expect(screen.getByLabelText<HTMLInputElement>("Dark").checked).toBe(true);
  });

  it("save the words of the skin with each tap", async () => {
    const sent = network({ [ME]: alice });
    show(Skin);
    expect(screen.getByLabelText<HTMLInputElement>("Red").checked).toBe(true);
    tap(screen.getByLabelText("Tight"));
    await vi.waitFor(() => expect(changes(sent)).toEqual([{ skin_cues: ["red", "tight"] }]));
  });

  it("tick no word of the skin once the session has ended", () => {
    signedOut();
    show(Skin);
    expect(screen.getAllByRole<HTMLInputElement>("checkbox").filter(({ checked }) => checked)).toEqual([]);
  });

  it("say that the words of the skin were not saved, and keep the choice", async () => {
    show(Skin);
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
    await saveNewGrants(await database(), [{ id: "g1" }], Date.now());
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

describe("the clinic's own records", () => {
  const CSV = "GET /api/clinic/records.csv";

  it("are saved as a table that names the day", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-20T12:00:00Z") });
    const saved: string[] = [];
    vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:csv", revokeObjectURL: () => undefined }));
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    network({ [CSV]: Promise.resolve(new Response("csv")) });
    show(Records);
    tap(await button("Save table (CSV)"));
    await waitFor(() => expect(saved).toEqual(["afterglow-records-2026-11-20.csv"]));
    vi.useRealTimers();
  });

  it("that cannot be fetched say so and can be tried again", async () => {
    network({ [CSV]: Promise.resolve(new Response("<html>", { status: 502 })) });
    show(Records);
    tap(await button("Save table (CSV)"));
    expect(await alertText()).toContain("on our side");
    expect(await button("Try again")).toBeTruthy();
  });
});
