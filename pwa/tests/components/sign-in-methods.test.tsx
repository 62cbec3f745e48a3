// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import SignInAndDevices from "../../src/screens/settings/devices";
import NewPhone from "../../src/screens/settings/new-phone";
import { authSession, me } from "../../src/state/auth-session";
import { database } from "../../src/store/database";
import { saveNewGrants } from "../../src/store/sharing";
import { go } from "../../src/ui";
import { browserWithPasskeys, guardedNetwork, REGISTERED } from "./passkeys";
import { alice, bob, clearPhone, completeBrowser, delayed, json, network, preparePhone, refusal, show, tap, type Answer } from "./phone";

const LINK = { url: "https://diary.example/sign-in#abc", qr_svg: "<svg/>", expires_at: "2027-11-21T10:30:00Z" };
const LIST = "GET /api/my/auth-sessions";
const PASSKEYS = "GET /api/my/passkeys";
const LINKS = "GET /api/my/recovery-links";

const passkey = (id: string, label: string, last_used_at: string | null) => ({ id, label, created_at: "2026-11-03T10:00:00Z", last_used_at });
const passkeys = { passkeys: [passkey("p1", "iPhone · Safari", "2026-11-20T10:00:00Z"), passkey("p2", "", null)] };
const device = (id: string, label: string, current = false) => ({ id, label, current, created_at: "2026-11-01T10:00:00Z", last_used_at: "2026-11-20T10:00:00Z" });
const devices = { auth_sessions: [device("d1", "iPhone · Safari", true), device("d2", "Mac · Safari"), device("d3", "")] };
const link = (id: string, state: string, stored = true) => ({ id, state, stored, issued_by: "self", clinic_name: null as string | null, works_at: null as string | null, created_at: "2026-11-05T10:00:00Z", expires_at: "2027-11-05T10:00:00Z", used_at: state === "used" ? "2026-11-06T10:00:00Z" : null });
const EMPTY: Record<string, Answer> = { [PASSKEYS]: { passkeys: [] }, [LIST]: { auth_sessions: [] }, [LINKS]: { recovery_links: [] } };

const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>("button", { name });
const list = async (name: string) => (await within(await screen.findByRole("list", { name })).findAllByRole("listitem")).map((each) => each.textContent);

beforeEach(async () => {
  completeBrowser();
  browserWithPasskeys();
  network({});
  await preparePhone(alice, {});
  go("/settings/devices");
});
afterEach(clearPhone);

describe("the passkeys", () => {
  it("are listed with when they were created and used", async () => {
    network({ ...EMPTY, [PASSKEYS]: passkeys });
    show(SignInAndDevices);
    expect(await list("Passkeys")).toEqual([
      "iPhone · SafariCreated on Nov 3, 2026Last used on Nov 20, 2026",
      "Unnamed passkeyCreated on Nov 3, 2026Not used yet",
    ]);
  });

  it("can be added, also when there is none yet", async () => {
    const sent = guardedNetwork({}, EMPTY);
    show(SignInAndDevices);
    await screen.findByText("There is no passkey for this account yet.");
    tap(await button("Add passkey"));
    await screen.findByText("The passkey has been added.");
    expect(sent.filter(({ call }) => call === REGISTERED)).toHaveLength(1);
    expect(sent.filter(({ call }) => call === PASSKEYS)).toHaveLength(2);
  });

  it("say why none could be added", async () => {
    browserWithPasskeys("InvalidStateError");
    guardedNetwork({}, EMPTY);
    show(SignInAndDevices);
    tap(await button("Add passkey"));
    expect((await screen.findByRole("alert")).textContent).toContain("This device already has a passkey for Afterglow");
  });

  it("get another name", async () => {
    const sent = network({ ...EMPTY, [PASSKEYS]: passkeys, "PATCH /api/my/passkeys/p2": passkeys });
    show(SignInAndDevices);
    tap(await button(/^Unnamed passkey/));
    const field = await screen.findByLabelText<HTMLInputElement>("Name");
    expect((await button("Save name")).disabled).toBe(true);
    fireEvent.input(field, { target: { value: " Password manager " } });
    fireEvent.submit(field);
    await waitFor(() => expect(screen.queryByLabelText("Name")).toBeNull());
    expect(sent).toContainEqual({ call: "PATCH /api/my/passkeys/p2", body: { label: "Password manager" } });
  });

  it("are removed after a warning and a fresh passkey", async () => {
    const sent = guardedNetwork({ "DELETE /api/my/passkeys/p1": { passkeys: [] } }, { ...EMPTY, [PASSKEYS]: passkeys });
    show(SignInAndDevices);
    tap(await button(/^iPhone · Safari/));
    await screen.findByText(/^After this, nobody can sign in with this passkey/);
    tap(await button("Remove passkey"));
    tap(await button("Use your passkey"));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Remove passkey" })).toBeNull());
    expect(sent.filter(({ call }) => call === "DELETE /api/my/passkeys/p1")).toHaveLength(2);
  });

  it("stay if they are the last way to sign in, and the sheet closes without a change", async () => {
    guardedNetwork({}, { ...EMPTY, [PASSKEYS]: passkeys, "DELETE /api/my/passkeys/p1": refusal("last-sign-in", 409) });
    show(SignInAndDevices);
    tap(await button(/^iPhone · Safari/));
    tap(await button("Remove passkey"));
    expect((await screen.findByRole("alert")).textContent).toContain("This is your last way to sign in, so it was not removed");
    tap(within(screen.getByRole("dialog", { name: "iPhone · Safari" })).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("button", { name: "Remove passkey" })).toBeNull();
  });
});

describe("the recovery links", () => {
  it("say what became of them, without their secrets", async () => {
    network({ ...EMPTY, [LINKS]: { recovery_links: [link("l1", "open"), link("l2", "used", false), link("l3", "ended")] } });
    show(SignInAndDevices);
    expect(await list("Recovery links")).toEqual([
      "Recovery linkCreated on Nov 5, 2026Works until Nov 5, 2027Cancel link",
      "Link for a new deviceCreated on Nov 5, 2026Used on Nov 6, 2026",
      "Recovery linkCreated on Nov 5, 2026No longer works since Nov 5, 2027",
    ]);
  });

  it("for a new device say the hour at which they end", async () => {
    network({ ...EMPTY, [LINKS]: { recovery_links: [link("l1", "open", false)] } });
    show(SignInAndDevices);
    expect((await list("Recovery links"))[0]).toMatch(/Works until Fri, Nov 5, 10:00/);
  });

  it("can be made invalid", async () => {
    const answers = { ...EMPTY, [LINKS]: { recovery_links: [link("l1", "open")] } };
    const sent = network({ ...answers, "DELETE /api/my/recovery-links/l1": { recovery_links: [] } });
    show(SignInAndDevices);
    tap(await button("Cancel link created on Nov 5, 2026"));
    await vi.waitFor(() => expect(sent.filter(({ call }) => call === LINKS)).toHaveLength(2));
    expect(sent.some(({ call }) => call === "DELETE /api/my/recovery-links/l1")).toBe(true);
  });

  it("stay with the reason if they are the last way to sign in", async () => {
    network({ ...EMPTY, [LINKS]: { recovery_links: [link("l1", "open")] }, "DELETE /api/my/recovery-links/l1": refusal("last-sign-in", 409) });
    show(SignInAndDevices);
    tap(await button(/^Cancel link/));
    expect((await screen.findByRole("alert")).closest("li")?.textContent).toContain("This is your last way to sign in");
  });

  describe("that the clinic has made", () => {
    const issued = (state: string, works_at: string, clinic_name: string | null = "Lindenhof") => ({ ...link("l1", state, false), issued_by: clinic_name === null ? "operator" : "clinic", clinic_name, works_at });
    const LATER = "2027-11-04T10:00:00Z";
    const CONFIRM = "POST /api/my/recovery-links/l1/confirmation";

    it.each([["It was me", CONFIRM], ["Stop it", "DELETE /api/my/recovery-links/l1"]])("wait, and take the answer: %s", async (label, call) => {
      const sent = network({ ...EMPTY, [LINKS]: { recovery_links: [issued("waiting", LATER)] }, [call]: { recovery_links: [] } });
      show(SignInAndDevices);
      expect(await screen.findByRole("heading", { name: "Link from Lindenhof" })).toBeTruthy();
      await screen.findByText(/can sign in as you from Thu, Nov 4/);
      expect(screen.queryByRole("button", { name: /^Cancel link/ })).toBeNull();
      tap(await button(label));
      await vi.waitFor(() => expect(sent.filter((each) => each.call === LINKS)).toHaveLength(2));
      expect(sent.some((each) => each.call === call)).toBe(true);
    });

    it.each([["It was me", CONFIRM], ["Stop it", "DELETE /api/my/recovery-links/l1"]])("stay with the reason if it fails: %s", async (label, call) => {
      network({ ...EMPTY, [LINKS]: { recovery_links: [issued("waiting", LATER, null)] }, [call]: refusal("not-ready", 503) });
      show(SignInAndDevices);
      await screen.findByRole("heading", { name: "Link from the people who run this server" });
      tap(await button(label));
      await screen.findByRole("alert");
    });

    it("are in the list like any other once they work", async () => {
      network({ ...EMPTY, [LINKS]: { recovery_links: [issued("open", LATER)] } });
      show(SignInAndDevices);
      expect((await list("Recovery links"))[0]).toMatch(/^Link from Lindenhof.*Cancel link$/);
      expect(screen.queryByRole("button", { name: "It was me" })).toBeNull();
    });
  });

  it("that were never created are missed", async () => {
    network(EMPTY);
    show(SignInAndDevices);
    await screen.findByText(/^You have no recovery link\./);
  });
});

describe("signing out everywhere", () => {
  const EVERYWHERE = "DELETE /api/my/auth-sessions";

  it("asks, wants a fresh passkey, and erases this phone", async () => {
    await saveNewGrants(await database(), [{ id: "g1" }], Date.now());
    guardedNetwork({ [EVERYWHERE]: {} }, { ...EMPTY, [PASSKEYS]: passkeys });
    show(SignInAndDevices);
    tap(await button("Sign out everywhere"));
    await screen.findByText("One change has not been sent yet");
    tap(await button("Yes, everywhere"));
    tap(await button("Use your passkey"));
    await vi.waitFor(() => expect(location.pathname).toBe("/sign-in"));
    expect(authSession.value).toEqual({ state: "out" });
    expect(await (await database()).count("outbox")).toBe(0);
  });

  it("changes nothing while there is no network", async () => {
    network(EMPTY);
    show(SignInAndDevices);
    tap(await button("Sign out everywhere"));
    tap(await button("Yes, everywhere"));
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    expect(me()?.display_name).toBe("Alice");
  });

  it("does not sign out twice when only this phone could not be erased", async () => {
    const broken = vi.spyOn(indexedDB, "deleteDatabase").mockImplementation(() => {
      throw new DOMException("Broken in this test.", "UnknownError");
    });
    const sent = network({ ...EMPTY, [EVERYWHERE]: {} });
    show(SignInAndDevices);
    tap(await button("Sign out everywhere"));
    tap(await button("Yes, everywhere"));
    expect((await screen.findByRole("alert")).textContent).toContain("This device’s storage could not be used");
    broken.mockRestore();
    tap(await button("Try again"));
    await vi.waitFor(() => expect(location.pathname).toBe("/sign-in"));
    expect(sent.filter(({ call }) => call === EVERYWHERE)).toHaveLength(1);
  });
});

describe("the devices", () => {
  it("are listed with their last use; the one in hand cannot be signed out here", async () => {
    network({ ...EMPTY, [LIST]: devices });
    show(SignInAndDevices);
    expect(await list("Devices")).toEqual(["iPhone · SafariLast used on Nov 20, 2026This device", "Mac · SafariLast used on Nov 20, 2026Sign out", "Unnamed deviceLast used on Nov 20, 2026Sign out"]);
    expect(screen.queryByRole("button", { name: "Sign out iPhone · Safari" })).toBeNull();
    expect(screen.getByRole("button", { name: "Sign out Unnamed device" })).toBeTruthy();
  });

  it("are signed out one by one, and the list shows who is left", async () => {
    const ending = delayed();
    const sent = network({ ...EMPTY, [LIST]: devices, "DELETE /api/my/auth-sessions/d2": ending.answer });
    show(SignInAndDevices);
    const end = await button("Sign out Mac · Safari");
    tap(end);
    expect(end.getAttribute("aria-busy")).toBe("true");
    const others = globalThis.fetch;
    globalThis.fetch = (input, init) => (init?.method === "GET" && input === "/api/my/auth-sessions" ? Promise.resolve(json({ auth_sessions: devices.auth_sessions.slice(0, 1) })) : others(input, init));
    ending.arrives({});
    await vi.waitFor(async () => expect(await list("Devices")).toHaveLength(1));
    expect(sent.filter(({ call }) => call.startsWith("DELETE"))).toEqual([{ call: "DELETE /api/my/auth-sessions/d2", body: undefined }]);
  });

  it("that could not be signed out stay in the list, with the reason at the device", async () => {
    network({ ...EMPTY, [LIST]: devices });
    show(SignInAndDevices);
    tap(await button("Sign out Mac · Safari"));
    const row = (await screen.findByRole("alert")).closest("li");
    expect(row?.textContent).toContain("There is no network right now");
    expect(row?.textContent).toContain("Mac · Safari");
  });

  it("that could not be loaded are loaded on a retry", async () => {
    network({ ...EMPTY, [LIST]: "offline" });
    show(SignInAndDevices);
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network({ ...EMPTY, [LIST]: devices });
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
