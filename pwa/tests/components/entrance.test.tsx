// @vitest-environment jsdom
/** The screens before signing in: sign-in, recovery links, a diary of one's own, and setting up a clinic. */
import "fake-indexeddb/auto";
import { act, fireEvent, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadMessages, setLanguage } from "../../src/i18n";
import SetUp from "../../src/screens/entrance/set-up";
import SignIn from "../../src/screens/entrance/sign-in";
import Start from "../../src/screens/entrance/start";
import { forgetPerson, signedIn, signedOut } from "../../src/state/auth-session";
import { go } from "../../src/ui";
import { sheetSummary } from "../clinic-records";
import { treatment } from "../records";
import { AUTHENTICATE, browserWithoutPasskeys, browserWithPasskeys, ceremonies, REGISTER } from "./passkeys";
import { alice, bob, clearPhone, completeBrowser, delayed, network, refusal, show, tap, type, type Answer } from "./phone";

const OPEN = "POST /api/links/open";
const BY_LINK = "POST /api/links/sign-in";
const OWN = "POST /api/my/treatments";
const SHEETS = "GET /api/sheets";
const LINK = { purpose: "recovery", clinic_name: null, practitioner_name: null, patient_name: "Alice", treated_at: null, time_zone: null, sheet_title: null, sheet_titles: {}, expires_at: "2026-12-10T13:30:00Z" };

const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });
const alertText = async (): Promise<string> => (await screen.findByRole("alert")).textContent;
const arrived = (path: string) => vi.waitFor(() => expect(location.pathname + location.search).toBe(path));

beforeEach(async () => {
  completeBrowser();
  browserWithPasskeys();
  network({});
  await loadMessages("core", "problems", "entrance");
  forgetPerson();
  go("/sign-in");
});
afterEach(async () => {
  forgetPerson();
  await act(() => setLanguage("en"));
  await clearPhone();
});

describe("signing in with a passkey", () => {
  it("leads a patient to Today", async () => {
    network(ceremonies());
    show(SignIn);
    expect(screen.getByRole("heading", { level: 1, name: "Welcome" })).toBeTruthy();
    tap(await button("Use your passkey"));
    await arrived("/");
  });

  it.each([
    ["/sign-in", "/clinic"],
    ["/sign-in?next=%2Fclinic%2Frecord", "/clinic/record"],
    ["/sign-in?next=%2F%2Felsewhere.example", "/clinic"],
  ])("at %s leads a practitioner to %s", async (address, path) => {
    go(address);
    network(ceremonies(bob));
    show(SignIn);
    tap(await button("Use your passkey"));
    await arrived(path);
  });

  it("is busy meanwhile, and asks the server once", async () => {
    const asking = delayed();
    const sent = network({ ...ceremonies(), [AUTHENTICATE]: asking.answer });
    show(SignIn);
    const use = await button("Use your passkey");
    tap(use);
    expect(use.getAttribute("aria-busy")).toBe("true");
    tap(use);
    asking.arrives(ceremonies()[AUTHENTICATE] as object);
    await arrived("/");
    expect(sent.filter(({ call }) => call === AUTHENTICATE)).toHaveLength(1);
  });

  it("says that it is offline, and tries again", async () => {
    show(SignIn);
    tap(await button("Use your passkey"));
    expect(await alertText()).toContain("There is no network right now");
    network(ceremonies());
    tap(await button("Try again"));
    await arrived("/");
  });

  it("that the person has cancelled is not called a failure", async () => {
    browserWithPasskeys("NotAllowedError");
    network(ceremonies());
    show(SignIn);
    tap(await button("Use your passkey"));
    expect(await alertText()).toContain("No passkey was chosen, and nothing was changed.");
    expect(screen.queryByText("That did not work")).toBeNull();
  });

  it("in a browser without passkeys names browsers that have them", async () => {
    browserWithoutPasskeys();
    network(ceremonies());
    show(SignIn);
    tap(await button("Use your passkey"));
    expect(await alertText()).toContain("Please use Safari, Chrome, Edge or Firefox.");
  });

  it("after the session has expired says whose diary is on the phone, and that it is safe", () => {
    signedIn(alice);
    signedOut();
    show(SignIn);
    expect(screen.getByText("Signed out")).toBeTruthy();
    expect(screen.getByText(/^Anything Alice saved here is still on this device\./)).toBeTruthy();
  });

  it("is offered in German once that is chosen", async () => {
    show(SignIn);
    expect((await button("English")).getAttribute("aria-pressed")).toBe("true");
    tap(await button("Deutsch"));
    await screen.findByRole("heading", { level: 1, name: "Willkommen" });
    expect((await button("Deutsch")).getAttribute("aria-pressed")).toBe("true");
    expect(screen.getByRole("link", { name: "Ohne Praxis beginnen" }).getAttribute("href")).toBe("/start");
  });
});

describe("a recovery link", () => {
  beforeEach(() => history.replaceState(null, "", "/sign-in#token"));

  it("signs in, then offers a passkey for this phone", async () => {
    const sent = network({ ...ceremonies(), [OPEN]: LINK, [BY_LINK]: alice });
    show(SignIn);
    expect(screen.getByRole("heading", { level: 1, name: "Welcome back" })).toBeTruthy(); // while it is looked up
    await screen.findByRole("heading", { level: 1, name: "Welcome back, Alice" });
    expect(location.hash).toBe("");
    tap(await button("Sign in here"));
    await screen.findByRole("heading", { level: 1, name: "Passkey for this device" });
    tap(await button("Create passkey"));
    await arrived("/");
    expect(sent.find(({ call }) => call === BY_LINK)?.body).toMatchObject({ token: "token" });
    expect(sent.find(({ call }) => call === REGISTER)?.body).toMatchObject({ display_name: "Alice", link: null });
  });

  it("leads on without a passkey, which can be created later", async () => {
    network({ [OPEN]: { ...LINK, patient_name: null }, [BY_LINK]: alice });
    show(SignIn);
    tap(await button("Sign in here"));
    tap(await button("Not now"));
    await arrived("/");
  });

  it("says that this phone already has a passkey, and leads on all the same", async () => {
    browserWithPasskeys("InvalidStateError");
    network({ ...ceremonies(), [OPEN]: LINK, [BY_LINK]: alice });
    show(SignIn);
    tap(await button("Sign in here"));
    tap(await button("Create passkey"));
    expect(await alertText()).toContain("This device already has a passkey");
    tap(await button("Not now"));
    await arrived("/");
  });

  it("creates a passkey without a name if the session has ended meanwhile", async () => {
    const sent = network({ ...ceremonies(), [OPEN]: LINK, [BY_LINK]: alice });
    show(SignIn);
    tap(await button("Sign in here"));
    const create = await button("Create passkey");
    forgetPerson();
    tap(create);
    await vi.waitFor(() => expect(sent.find(({ call }) => call === REGISTER)?.body).toMatchObject({ display_name: "" }));
  });

  it("that has been used meanwhile says so", async () => {
    network({ [OPEN]: LINK, [BY_LINK]: refusal("link-used", 410) });
    show(SignIn);
    tap(await button("Sign in here"));
    expect(await alertText()).toContain("already been used");
  });

  it.each<[string, Answer, string, boolean]>([
    ["that has expired", refusal("link-expired", 410), "Invalid link", false],
    ["that was cut short when it was copied", refusal("invalid", 422), "Invalid link", false],
    ["that cannot be looked up", "offline", "That did not work", true],
  ])("%s", async (_, answer, title, retry) => {
    network({ [OPEN]: answer });
    show(SignIn);
    await screen.findByRole("heading", { level: 1, name: title });
    expect(screen.queryByRole("link", { name: "Go to sign-in" }) === null).toBe(retry);
    expect(screen.queryByRole("button", { name: "Try again" }) !== null).toBe(retry);
  });

  it("opened while the screen is shown takes the place of the first", async () => {
    network({ [OPEN]: refusal("link-used", 410) });
    show(SignIn);
    await screen.findByRole("heading", { level: 1, name: "Invalid link" });
    network({ [OPEN]: LINK });
    location.hash = "#second";
    await screen.findByRole("heading", { level: 1, name: "Welcome back, Alice" });
    dispatchEvent(new HashChangeEvent("hashchange")); // back to the address without a token
    expect(screen.getByRole("heading", { level: 1, name: "Welcome back, Alice" })).toBeTruthy();
  });
});

describe("a diary of one's own", () => {
  const sheets = [sheetSummary(), sheetSummary({ key: "peel", title: "Peel days" })];
  const when = () => screen.findByLabelText<HTMLInputElement>("When were you treated?");
  const setTime = async (value: string): Promise<void> => void fireEvent.input(await when(), { target: { value } });

  it("begins with a name, a passkey, and what is stored about it; then a sheet and a time", async () => {
    const sent = network({ ...ceremonies(), [SHEETS]: { sheets }, [OWN]: treatment() });
    show(Start);
    expect((await button("Create passkey")).disabled).toBe(true);
    type(await screen.findByLabelText("Your name"), "Alice ");
    fireEvent.submit((await button("Create passkey")).form as HTMLFormElement);
    await screen.findByRole("heading", { level: 1, name: "What we store and who can see it" });
    expect(screen.getByText("Nobody else sees your diary.")).toBeTruthy();
    tap(await button("Add treatment"));
    await setTime("2026-11-18T10:00");
    expect((await button("Start diary")).disabled).toBe(true);
    tap(await screen.findByLabelText("Peel days"));
    expect((await button("Start diary")).disabled).toBe(false);
    fireEvent.submit((await button("Start diary")).form as HTMLFormElement);
    await arrived("/");
    expect(sent.find(({ call }) => call === REGISTER)?.body).toMatchObject({ display_name: "Alice", link: null, clinic_name: null });
    expect(sent.find(({ call }) => call === OWN)?.body).toMatchObject({ sheet_key: "peel", treated_at_local: "2026-11-18T10:00", fold: null });
  });

  it("of a person who is signed in begins with the treatment, which cannot lie ahead", async () => {
    signedIn(alice);
    network({ [SHEETS]: { sheets } });
    show(Start);
    expect((await when()).max.slice(0, 10)).toBe(new Date().toISOString().slice(0, 10));
    expect(screen.queryByLabelText("Your name")).toBeNull();
  });

  it("says that the sheets could not be loaded, and loads them on a retry", async () => {
    signedIn(alice);
    show(Start);
    expect(await alertText()).toContain("There is no network right now");
    network({ [SHEETS]: { sheets } });
    tap(await button("Try again"));
    expect(await screen.findByLabelText("Gentle days")).toBeTruthy();
  });

  it.each([["Before the clocks went back", 0], ["After the clocks went back", 1]] as const)("in the night when the clocks go back: %s", async (label, fold) => {
    signedIn(alice);
    network({ [SHEETS]: { sheets }, [OWN]: refusal("local-time-twice", 422) });
    show(Start);
    await setTime("2026-10-25T02:30");
    tap(await screen.findByLabelText("Gentle days"));
    expect(screen.queryByLabelText(label)).toBeNull();
    tap(await button("Start diary"));
    tap(await screen.findByLabelText(label));
    const sent = network({ [OWN]: treatment() });
    tap(await button("Start diary"));
    await arrived("/");
    expect(sent[0]?.body).toMatchObject({ fold });
  });

  it("keeps what was chosen when it could not be created", async () => {
    signedIn(alice);
    network({ [SHEETS]: { sheets }, [OWN]: refusal("local-time-missing", 422) });
    show(Start);
    await setTime("2026-03-29T02:30");
    tap(await screen.findByLabelText("Gentle days"));
    tap(await button("Start diary"));
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect((await when()).value).toBe("2026-03-29T02:30");
    expect(screen.getByLabelText<HTMLInputElement>("Gentle days").checked).toBe(true);
    expect(screen.queryByRole("group", { name: "Which of the two times was it?" })).toBeNull();
  });
});

describe("setting up a clinic", () => {
  const title = { level: 1, name: "Your clinic" };
  beforeEach(() => history.replaceState(null, "", "/set-up#token"));

  it("asks for the clinic, its phone number and the owner's name, and leads to the overview", async () => {
    const sent = network({ ...ceremonies(bob), [OPEN]: { ...LINK, purpose: "set-up", patient_name: null } });
    show(SetUp);
    expect(screen.getByRole("heading", title)).toBeTruthy();
    type(await screen.findByLabelText("Name of your clinic"), " Lindenhof ");
    expect((await button("Create passkey")).disabled).toBe(true);
    type(screen.getByLabelText("Phone number of your clinic"), "030 1234 ");
    type(screen.getByLabelText("Your name"), "Bob");
    fireEvent.submit((await button("Create passkey")).form as HTMLFormElement);
    await arrived("/clinic");
    expect(sent.find(({ call }) => call === REGISTER)?.body).toMatchObject({ link: "token", display_name: "Bob", clinic_name: "Lindenhof", clinic_phone: "030 1234" });
  });

  it("takes only a number that a phone can dial", async () => {
    const sent = network({ ...ceremonies(bob), [OPEN]: { ...LINK, purpose: "set-up", patient_name: null } });
    show(SetUp);
    type(await screen.findByLabelText("Name of your clinic"), "Lindenhof");
    type(screen.getByLabelText("Your name"), "Bob");
    const phone = screen.getByLabelText("Phone number of your clinic");
    type(phone, "call us");
    expect(screen.queryByRole("alert")).toBeNull();
    fireEvent.submit((await button("Create passkey")).form as HTMLFormElement);
    expect(await alertText()).toContain("Enter a number that a phone can dial");
    expect(document.activeElement).toBe(phone);
    expect(sent.filter(({ call }) => call === REGISTER)).toEqual([]);
    fireEvent.input(phone, { target: { value: "+49 30 1234" } });
    expect(screen.queryByRole("alert")).toBeNull();
    fireEvent.submit((await button("Create passkey")).form as HTMLFormElement);
    await arrived("/clinic");
  });

  it("keeps what was typed when it fails", async () => {
    network({ [OPEN]: LINK });
    show(SetUp);
    type(await screen.findByLabelText("Name of your clinic"), "Lindenhof");
    type(screen.getByLabelText("Your name"), "Bob");
    tap(await button("Create passkey"));
    expect(await alertText()).toContain("There is no network right now");
    expect(screen.getByLabelText<HTMLInputElement>("Name of your clinic").value).toBe("Lindenhof");
  });

  it("with a used link is closed", async () => {
    network({ [OPEN]: refusal("link-used", 410) });
    show(SetUp);
    await screen.findByRole("heading", { level: 1, name: "Invalid link" });
  });

  it("that cannot be looked up offers a retry", async () => {
    show(SetUp);
    tap(await button("Try again"));
    await screen.findByRole("heading", { level: 1, name: "That did not work" });
    network({ [OPEN]: LINK });
    tap(await button("Try again"));
    expect(await screen.findByLabelText("Name of your clinic")).toBeTruthy();
  });

  it("without a link is closed", async () => {
    history.replaceState(null, "", "/set-up");
    show(SetUp);
    await screen.findByRole("heading", { level: 1, name: "Invalid link" });
  });
});
