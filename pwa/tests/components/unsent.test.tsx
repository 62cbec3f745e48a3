// @vitest-environment jsdom
/** What a practitioner has typed and can no longer send: on the review that closes, on the overview, and when they sign out. */
import "fake-indexeddb/auto";
import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { unsentReplies } from "../../src/actions/reply-drafts";
import Queue from "../../src/screens/practitioner/queue";
import Review from "../../src/screens/practitioner/review";
import { draftName, type RecordDraft } from "../../src/screens/practitioner/record-draft";
import { emptyForm, formOf, type RecordForm } from "../../src/screens/practitioner/record-form";
import { SignOut } from "../../src/screens/settings/sign-out";
import { authSession, forgetPerson, signedIn, type Me } from "../../src/state/auth-session";
import { forgetLists } from "../../src/state/list-memory";
import { claimPhone } from "../../src/state/owner";
import { eraseSent } from "../../src/store/erase";
import { saveFormDraft } from "../../src/store/form-drafts";
import { clinicTreatment, queuePage, review } from "../clinic-records";
import { grant, reply } from "../records";
import { bob, clearPhone, completeBrowser, fillLocalStorage, network, preparePhone, refusal, show, tap, type } from "./phone";

const QUEUE = "GET /api/queue";
const REVIEW = "GET /api/treatments/t1/review";
const GRANT = "GET /api/treatments/t1/grant";
const REPLY = "POST /api/treatments/t1/replies";
const clinic = (id: string, name: string) => ({ id, name, phone: "", time_zone: "Europe/Berlin" });
const [lindenhof, hautpraxis] = [clinic("l1", "Lindenhof Skin"), clinic("h1", "Hautpraxis")];

/** Bob, in the clinic that he has chosen and in others. */
const at = (chosen: Me["clinic"], ...others: readonly NonNullable<Me["clinic"]>[]): Me => {
  const memberships = [...(chosen ? [chosen] : []), ...others].map((each) => ({ id: each.id, clinic: each, role: "practitioner" as const }));
  return { ...bob, clinic: chosen, is_owner: false, memberships };
};
const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });
const texts = () => screen.queryAllByRole<HTMLTextAreaElement>("textbox").filter(({ readOnly }) => readOnly).map(({ value }) => value);
const labels = () => screen.queryAllByRole<HTMLTextAreaElement>("textbox").filter(({ readOnly }) => readOnly).map((each) => [each.labels[0], each.previousElementSibling].map((part) => part?.textContent.trim()).join(" · "));

async function typed(text = "Come by tomorrow."): Promise<void> {
  network({ [REVIEW]: review({ patient_name: "Alice" }) });
  show(Review, { id: "t1" });
  type(await screen.findByLabelText("Your reply"), text);
}

async function overview(person: Me, answers: Parameters<typeof network>[0] = { [QUEUE]: queuePage() }) {
  cleanup();
  signedIn(person);
  const sent = network(answers);
  show(Queue);
  await screen.findAllByRole("heading", { level: 2 });
  return sent;
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-21T10:00:00Z") });
  localStorage.clear();
  completeBrowser();
  await preparePhone(at(lindenhof), {});
});
afterEach(async () => {
  forgetLists();
  await clearPhone();
  vi.useRealTimers();
});

describe("a reply whose writer has left the clinic", () => {
  it("is shown in place of the diary, which goes, and leads to a new sign-in", async () => {
    await typed();
    network({ [REVIEW]: refusal("membership-ended", 401), [REPLY]: refusal("membership-ended", 401) });
    tap(await button("Send reply"));
    expect(await screen.findByText("You no longer work in this clinic")).toBeTruthy();
    expect(screen.queryByText("Alice")).toBeNull();
    expect(texts()).toEqual(["Come by tomorrow."]);
    tap(await button("Sign in again"));
    await waitFor(() => expect(authSession.value.state).toBe("expired"));
    await waitFor(() => expect(location.pathname).toBe("/clinic"));
  });

  it.each([
    ["in no clinic any more", at(null), { [QUEUE]: refusal("not-found", 404) }, "You do not belong to a clinic"],
    ["in another clinic", at(hautpraxis), { [QUEUE]: queuePage() }, "No treatments yet"],
  ])("is on the overview of somebody who is %s, without a patient's name", async (_, person, answers, heading) => {
    await typed();
    const sent = await overview(person, answers);
    expect(await screen.findByRole("heading", { name: heading })).toBeTruthy();
    expect(texts()).toEqual(["Come by tomorrow."]);
    expect(labels()).toEqual(["Reply · Lindenhof Skin · Sat, Nov 21, 10:00 AM · you no longer work there"]);
    expect(document.body.textContent).not.toContain("Alice");
    expect(sent.map(({ call }) => call)).not.toContain(GRANT); // nobody asks for a diary of a clinic that they have left
  });

  it("is not on an overview without a clinic once it is discarded; discarding can be undone", async () => {
    await typed();
    await overview(at(null), { [QUEUE]: refusal("not-found", 404) });
    await screen.findByText("You do not belong to a clinic");
    expect(screen.queryByLabelText("Search patients")).toBeNull();
    expect(screen.queryByRole("link", { name: "Record treatment" })).toBeNull();
    tap(await button("Discard"));
    expect(texts()).toEqual([]);
    tap(await button("Undo"));
    expect(labels()).toEqual(["Reply · Lindenhof Skin · Sat, Nov 21, 10:00 AM · you no longer work there"]);
    tap(await button("Discard"));
    await overview(at(null), { [QUEUE]: refusal("not-found", 404) });
    expect(texts()).toEqual([]);
  });

  it("is nobody's while nobody is signed in", async () => {
    await typed();
    cleanup();
    forgetPerson();
    expect(unsentReplies()).toEqual([]);
  });

  it("is not another person's, whose sign-in erases it", async () => {
    await typed();
    const carla: Me = { ...at(lindenhof), id: "carla" };
    await overview(carla, { [QUEUE]: queuePage(), [GRANT]: refusal("treatment-unknown", 404) });
    expect(texts()).toEqual([]);
    cleanup();
    localStorage.setItem("afterglow.owner", "bob");
    await claimPhone("carla");
    await overview(at(null));
    expect(texts()).toEqual([]);
  });
});

describe("a reply whose diary is closed", () => {
  it.each([
    ["it was refused", true],
    ["the overview has asked", false],
  ])("is on the overview after %s", async (_, refused) => {
    await typed();
    if (refused) {
      network({ [REVIEW]: refusal("treatment-unknown", 404), [REPLY]: refusal("treatment-unknown", 404) });
      tap(await button("Send reply"));
      await screen.findByText("Sharing has ended");
    }
    await overview(at(lindenhof), { [QUEUE]: queuePage(), [GRANT]: refused ? "offline" : refusal("treatment-unknown", 404) });
    await waitFor(() => expect(labels()).toEqual(["Reply · Lindenhof Skin · Sat, Nov 21, 10:00 AM · this diary is no longer shared with you"]));
  });

  it("goes from the overview when the diary is shared again, and is back under its question", async () => {
    await typed();
    await overview(at(lindenhof), { [QUEUE]: queuePage(), [GRANT]: refusal("treatment-unknown", 404) });
    await waitFor(() => expect(texts()).toHaveLength(1));
    await overview(at(lindenhof), { [QUEUE]: queuePage(), [GRANT]: grant("g1") });
    await waitFor(() => expect(texts()).toEqual([]));
    cleanup();
    network({ [REVIEW]: review() });
    show(Review, { id: "t1" });
    expect((await screen.findByLabelText<HTMLTextAreaElement>("Your reply")).value).toBe("Come by tomorrow.");
  });

  it("is open again as soon as its review is", async () => {
    await typed();
    await overview(at(lindenhof), { [QUEUE]: queuePage(), [GRANT]: refusal("treatment-unknown", 404) });
    await waitFor(() => expect(texts()).toHaveLength(1));
    cleanup();
    network({ [REVIEW]: review() });
    show(Review, { id: "t1" });
    await screen.findByLabelText("Your reply");
    await overview(at(lindenhof));
    expect(texts()).toEqual([]);
  });

  it("is not asked about from another clinic of the writer", async () => {
    await typed();
    const sent = await overview(at(hautpraxis, lindenhof));
    expect(texts()).toEqual([]);
    expect(sent.map(({ call }) => call)).not.toContain(GRANT);
  });

  it("is there from an earlier version of the app, too, and goes when it is sent", async () => {
    localStorage.setItem("afterglow-reply t1", JSON.stringify({ text: "From before." }));
    await overview(at(null), { [QUEUE]: refusal("not-found", 404), [GRANT]: refusal("not-found", 404) });
    await waitFor(() => expect(texts()).toEqual(["From before."]));
    expect(labels()).toEqual(["Reply · this diary is no longer shared with you"]);
    cleanup();
    network({ [REVIEW]: review(), [REPLY]: reply("r1") });
    show(Review, { id: "t1" });
    tap(await button("Send reply"));
    await screen.findByText(/Reply sent/);
    expect(Object.keys(localStorage).filter((key) => key.startsWith("afterglow-reply"))).toEqual([]);
  });

  it("comes in the order of writing, the last first", async () => {
    const draft = (text: string, typed_at: number | null) => JSON.stringify({ text, typed_at, clinic: lindenhof });
    localStorage.setItem("afterglow-reply bob t1", draft("First.", 1));
    localStorage.setItem("afterglow-reply bob t2", draft("Second.", 2));
    localStorage.setItem("afterglow-reply bob t3", draft("Before.", null));
    await overview(at(null));
    expect(texts()).toEqual(["Second.", "First.", "Before."]);
  });

  it("stays where it is while a search is open", async () => {
    await typed();
    await overview(at(hautpraxis));
    expect(texts()).toHaveLength(1);
    fireEvent.input(await screen.findByLabelText("Search patients"), { target: { value: "Al" } });
    expect(texts()).toEqual([]);
  });
});

describe("copying", () => {
  it("puts the text on the clipboard", async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", Object.assign(Object.create(navigator), { clipboard: { writeText } }));
    await typed();
    await overview(at(null));
    tap(await button("Copy text"));
    expect(await screen.findByText("The text has been copied.")).toBeTruthy();
    expect(writeText).toHaveBeenCalledWith("Come by tomorrow.");
    vi.unstubAllGlobals();
    completeBrowser();
  });

  it("selects the text where there is no clipboard", async () => {
    await typed();
    await overview(at(null));
    tap(await button("Copy text"));
    expect(await screen.findByText(/Copying did not work/)).toBeTruthy();
    const [field] = screen.getAllByRole<HTMLTextAreaElement>("textbox");
    expect([field?.selectionStart, field?.selectionEnd]).toEqual([0, "Come by tomorrow.".length]);
  });
});

describe("a record whose writer has left the clinic", () => {
  const form: RecordForm = { ...emptyForm("2026-11-20T14:30", "Europe/Berlin", { key: "gentle", kind: "needling" }), name: "Carl Carlsen", areas: [{ area: "cheeks", depth: "1.5", passes: "" }, { area: "chin", depth: "", passes: "" }], note: "Was tired." };

  /** Store a draft as the form does, in Lindenhof Skin. */
  function begin(about: string, draft: Partial<RecordDraft>): void {
    signedIn(at(lindenhof));
    saveFormDraft(draftName(about), { id: "r1", form, ...draft });
  }

  it("is on the overview, without the patient's name; it can be discarded, and brought back", async () => {
    begin("new", { clinic: "Lindenhof Skin" });
    await overview(at(hautpraxis));
    expect(labels()).toEqual(["Treatment record · Lindenhof Skin · you no longer work there"]);
    expect(texts()).toEqual(["Date and time: Fri, Nov 20, 2:30 PM\nCheeks: 1.5 mm\nChin\nClinic note: Was tired."]);
    expect(document.body.textContent).not.toContain("Carl");
    tap(await button("Discard"));
    expect(texts()).toEqual([]);
    tap(await button("Undo"));
    expect(texts()).toHaveLength(1);
  });

  it("shows of a correction only what was changed, and the extra instructions", async () => {
    const base = clinicTreatment();
    const says = "No mask for a week.";
    begin("correct t1", { base, form: { ...formOf(base), note: "It was the other cheek.", directed: [{ id: "d1", verb: "avoid", topics: [], from: null, until: null, with: [], says }] } });
    await overview(at(null));
    expect(labels()).toEqual(["Treatment record · you no longer work there"]);
    expect(texts()).toEqual([`Extra instructions: ${says}\nClinic note: It was the other cheek.`]);
  });

  it("is not shown while the writer works there, if it is somebody else's, has no words or cannot be read", async () => {
    begin("new", {});
    localStorage.setItem("afterglow-form record bob x1 new", "{}");
    localStorage.setItem("afterglow-form record bob  new", JSON.stringify({ id: "r2", form }));
    localStorage.setItem("afterglow-form record carla h2 new", JSON.stringify({ id: "r3", form }));
    localStorage.setItem("afterglow-form plan bob t1", JSON.stringify({ day: "2026-12-01" }));
    localStorage.setItem("afterglow-form record bob x2 new", JSON.stringify({ id: "r4", form: { ...form, at: "", areas: [], note: "" } }));
    await overview(at(lindenhof));
    expect(texts()).toEqual([]);
  });
});

describe("what is begun", () => {
  it("is announced before signing out erases it", async () => {
    await typed();
    cleanup();
    show(SignOut);
    tap(await button("Sign out"));
    expect(await screen.findByText("One draft has not been sent")).toBeTruthy();
  });

  it("counts as unsent when this device is signed out from elsewhere", async () => {
    await typed();
    saveFormDraft("record bob l1 new", { id: "r1" });
    expect(await eraseSent()).toBe(2);
  });

  it("is said to be in danger if this device cannot keep it", async () => {
    network({ [REVIEW]: review() });
    show(Review, { id: "t1" });
    const field = await screen.findByLabelText("Your reply");
    const free = fillLocalStorage();
    type(field, "Co");
    expect((await screen.findByRole("alert")).textContent).toContain("This device cannot keep your draft");
    free();
    type(field, "me");
    await act(() => Promise.resolve());
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
