// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Join from "../../src/screens/entrance/join";
import { loadMessages, setLanguage } from "../../src/i18n";
import { forgetPerson } from "../../src/state/auth-session";
import { browserWithPasskeys, ceremonies, REGISTER } from "./passkeys";
import { alice, bob, clearPhone, completeBrowser, delayed, json, network, preparePhone, refusal, show, tap, type } from "./phone";

const INVITATION = {
  ...{ purpose: "invitation", clinic_name: "Lindenhof", practitioner_name: "Bob", patient_name: "Alice" },
  ...{ treated_at: "2026-12-03T13:30:00Z", time_zone: "Europe/Berlin", sheet_title: "Gentle days", sheet_titles: { de: "Sanfte Tage" }, expires_at: "2026-12-10T13:30:00Z" },
};
const OPEN = "POST /api/links/open";
const button = (name: string) => screen.findByRole("button", { name });

beforeEach(async () => {
  completeBrowser();
  browserWithPasskeys();
  network({});
  await loadMessages("core", "problems", "entrance");
  forgetPerson();
  history.replaceState(null, "", "/join#token");
});
afterEach(clearPhone);

describe("an invitation", () => {
  it("shows what the clinic recorded, with the time in the treatment's time zone", async () => {
    network({ [OPEN]: INVITATION });
    show(Join);
    await screen.findByText("Hello, Alice");
    expect(screen.getByText(/December.*2:30|14:30/)).toBeTruthy();
    expect(location.hash).toBe("");
  });

  it("shows the logo of the clinic, if it has one", async () => {
    network({ [OPEN]: { ...INVITATION, clinic_logo: "data:image/png;base64,AAAA" } });
    show(Join);
    expect((await screen.findByAltText("Lindenhof")).getAttribute("src")).toBe("data:image/png;base64,AAAA");
  });

  it("says that it is offline, and opens on a retry", async () => {
    show(Join);
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network({ [OPEN]: INVITATION });
    tap(await button("Try again"));
    await screen.findByText("Hello, Alice");
  });

  it("that has been used offers no retry, but a link to sign-in", async () => {
    network({ [OPEN]: refusal("link-used", 410) });
    show(Join);
    expect((await screen.findByRole("alert")).textContent).toContain("already been used");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    expect(screen.getByRole("link", { name: "Go to sign-in" })).toBeTruthy();
  });

  it("without a token is an invalid link", async () => {
    history.replaceState(null, "", "/join");
    show(Join);
    await screen.findByText("Invalid link");
  });

  it("with a malformed answer is a failed load", async () => {
    network({ [OPEN]: [] });
    show(Join);
    expect((await screen.findByRole("alert")).textContent).toContain("could not read the server’s answer");
    expect(await button("Try again")).toBeTruthy();
  });

  it("says why no passkey was created, and keeps the name", async () => {
    network({ [OPEN]: { ...INVITATION, patient_name: null } });
    show(Join);
    type(await screen.findByLabelText("Your name"), "Alice");
    tap(await button("Create passkey"));
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    expect(screen.getByLabelText<HTMLInputElement>("Your name").value).toBe("Alice");
  });

  it("is added to the diary of the person who is signed in, once, and is busy meanwhile", async () => {
    await preparePhone(alice);
    const accepting = delayed();
    let requests = 0;
    network({ [OPEN]: INVITATION });
    const answerOpen = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      if (input !== "/api/links/accept") return answerOpen(input, init);
      requests += 1;
      return accepting.answer;
    };
    show(Join);
    const add = await button("Add to diary");
    tap(add);
    expect(add.getAttribute("aria-busy")).toBe("true");
    tap(add);
    accepting.arrives(alice);
    await screen.findByText("What we store and who can see it");
    expect(requests).toBe(1);
  });

  it("says why it could not be added, and tries again", async () => {
    await preparePhone(alice);
    network({ [OPEN]: INVITATION, "POST /api/links/accept": refusal("unexpected", 500) });
    show(Join);
    tap(await button("Add to diary"));
    expect((await screen.findByRole("alert")).textContent).toContain("Something went wrong");
    network({ "POST /api/links/accept": Promise.resolve(json(alice)) });
    tap(await button("Try again"));
    await screen.findByText("What we store and who can see it");
  });

  it("names the sheet in the language of the reader, if it has it", async () => {
    network({ [OPEN]: INVITATION });
    show(Join);
    await screen.findByText("Gentle days");
    await act(() => setLanguage("de"));
    expect(screen.getByText("Sanfte Tage")).toBeTruthy();
    await act(() => setLanguage("en"));
  });

  it("names only what is known of the treatment", async () => {
    network({ [OPEN]: { ...INVITATION, clinic_name: null, practitioner_name: null, sheet_title: null, time_zone: null, patient_name: null } });
    show(Join);
    await screen.findByRole("heading", { level: 1, name: "Your invitation" });
    await screen.findByText("Your treatment");
    for (const text of ["Your aftercare sheet", "Recorded by", /invites you/]) expect(screen.queryByText(text)).toBeNull();
  });

  it("for a new patient creates a passkey, then says what is stored and what the clinic sees", async () => {
    const sent = network({ ...ceremonies(), [OPEN]: INVITATION });
    show(Join);
    expect((await screen.findByLabelText<HTMLInputElement>("Your name")).value).toBe("Alice");
    expect(screen.getByText("Bob, Lindenhof")).toBeTruthy();
    expect(screen.getByText("Lindenhof invites you to keep a healing diary.")).toBeTruthy();
    fireEvent.submit((await button("Create passkey")).closest("form") as HTMLFormElement);
    await screen.findByText("What we store and who can see it");
    expect(screen.getByText(/^Your clinic can see the treatment it recorded\./)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Go to Today" }).getAttribute("href")).toBe("/");
    expect(sent.find(({ call }) => call === REGISTER)?.body).toMatchObject({ link: "token", display_name: "Alice" });
  });

  it("to a team leads the new colleague to the overview", async () => {
    network({ ...ceremonies(bob), [OPEN]: { ...INVITATION, purpose: "colleague", clinic_name: null, treated_at: null, patient_name: null } });
    show(Join);
    type(await screen.findByLabelText("Your name"), "Carla");
    expect(screen.getByText("Bob invites you to join its team.")).toBeTruthy();
    expect(screen.queryByText("Recorded by your clinic")).toBeNull();
    tap(await button("Create passkey"));
    await waitFor(() => expect(location.pathname).toBe("/clinic"));
  });
});

describe("putting the app on the home screen", () => {
  it("is not asked for before there is anything in the diary", async () => {
    vi.spyOn(navigator, "userAgent", "get").mockReturnValue("Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Safari/604.1");
    network({ ...ceremonies(), [OPEN]: INVITATION });
    show(Join);
    tap(await button("Create passkey"));
    await screen.findByText("What we store and who can see it");
    expect(screen.queryByText(/home screen/)).toBeNull();
  });
});
