// @vitest-environment jsdom
/** What a practitioner does on a review: mark it, begin a reply with a template, leave and come back, lose the access. */
import "fake-indexeddb/auto";
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyDocument } from "../../src/domain/diary";
import Review from "../../src/screens/practitioner/review";
import type { Review as Diary } from "../../src/state/clinic";
import { eraseEverything } from "../../src/store/erase";
import { review } from "../clinic-records";
import { grant, reply } from "../records";
import { bob, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap, type } from "./phone";

const REVIEW = "GET /api/treatments/t1/review";
const GRANT = "GET /api/treatments/t1/grant";
const REPLY = "POST /api/treatments/t1/replies";
const TEMPLATES = "GET /api/reply-templates";
const templates = (...texts: readonly string[]) => ({ templates: texts.map((text, at) => ({ id: `template-${String(at)}`, text })) });
const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });
const field = () => screen.findByLabelText<HTMLTextAreaElement>("Your reply");
const diary = review({ clinic_patient_id: "alice-here", grant: grant("g1"), series: [{ treatment_id: "t1", number_in_series: 1, treated_at: "2026-11-18T10:00:00Z", shared: true }] });
const logged = (received_at: string): Diary["entries"][number] => ({ id: "e1", treatment_id: "t1", occurred_at: "2026-11-20T10:00:00Z", document: emptyDocument("UTC"), revision: 1, edited: false, received_at });

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"], now: Date.parse("2026-11-21T10:00:00Z") });
  localStorage.clear();
  completeBrowser();
  await preparePhone(bob, {});
});
afterEach(async () => {
  await clearPhone();
  vi.useRealTimers();
});

describe("the bar of a review", () => {
  it("leads to the reply, to planning and to the pages of the patient and the session", async () => {
    network({ [REVIEW]: diary });
    show(Review, { id: "t1" });
    tap(await button("Reply"));
    expect(document.activeElement).toBe(await field());
    const links = ["Plan next", "Patient page", "Open record"].map((name) => screen.getByRole("link", { name }).getAttribute("href"));
    expect(links).toEqual(["/clinic/treatments/t1/plan?from=review", "/clinic/patients/alice-here?from=t1", "/clinic/treatments/t1"]);
  });

  it("plans only from the newest session of the series", async () => {
    const series = [...diary.series, { treatment_id: "t2", number_in_series: 2, treated_at: "2026-11-20T10:00:00Z", shared: false }];
    network({ [REVIEW]: { ...diary, series } });
    show(Review, { id: "t1" });
    await button("Reply");
    expect(screen.queryByRole("link", { name: "Plan next" })).toBeNull();
  });
});

describe("the mark of a review", () => {
  it.each([
    ["Bob Berger", "2026-11-21T09:20:00Z", "Seen by Bob Berger, today, 9:20 AM."],
    [null, "2026-11-20T09:20:00Z", "Seen Fri, Nov 20, 9:20 AM."],
  ])("by %s is shown with its time, and can be taken back", async (by_name, at, text) => {
    const sent = network({ [REVIEW]: { ...diary, reviewed: { by_name, at } }, "DELETE /api/treatments/t1/reviewed": { done: true } });
    show(Review, { id: "t1" });
    await button("Undo");
    expect(document.querySelector(".review-seen")?.textContent).toBe(`${text} Undo`);
    expect((await button("Reviewed")).disabled).toBe(true);
    tap(await button("Undo"));
    await waitFor(() => expect(sent.map(({ call }) => call).filter((call) => call === REVIEW)).toHaveLength(2));
  });

  it("is offered again once something new has reached the server", async () => {
    network({ [REVIEW]: { ...diary, reviewed: { by_name: null, at: "2026-11-20T12:00:00Z" }, entries: [logged("2026-11-20T13:00:00Z")] } });
    show(Review, { id: "t1" });
    expect((await button("Reviewed")).disabled).toBe(false);
  });

  it("that cannot be taken back says why", async () => {
    network({ [REVIEW]: { ...diary, reviewed: { by_name: null, at: "2026-11-20T12:00:00Z" } } });
    show(Review, { id: "t1" });
    tap(await button("Undo"));
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
  });
});

describe("a template", () => {
  it("fills in the reply below what is typed, can be edited there, and is named when it is sent", async () => {
    const sent = network({ [REVIEW]: diary, [TEMPLATES]: templates("As expected.", "Please call."), [REPLY]: reply("r1") });
    show(Review, { id: "t1" });
    type(await field(), "Hello Alice,");
    tap(await button("Templates"));
    tap(await button("Please call."));
    expect((await field()).value).toBe("Hello Alice,\n\nPlease call.");
    expect(screen.queryByRole("dialog")).toBeNull();
    type(await field(), " Thanks.");
    tap(await button("Send reply"));
    await screen.findByText(/Reply sent/);
    expect(sent.find(({ call }) => call === REPLY)?.body).toMatchObject({ template_id: "template-1", text: "Hello Alice,\n\nPlease call. Thanks." });
  });

  it("stands alone in an empty field", async () => {
    network({ [REVIEW]: diary, [TEMPLATES]: templates("As expected.") });
    show(Review, { id: "t1" });
    tap(await button("Templates"));
    tap(await button("As expected."));
    expect((await field()).value).toBe("As expected.");
  });

  it("is made of what is typed", async () => {
    const sent = network({ [REVIEW]: diary, [TEMPLATES]: templates(), "POST /api/reply-templates": templates("All well.") });
    show(Review, { id: "t1" });
    type(await field(), "All well.");
    tap(await button("Templates"));
    await screen.findByText(/No templates yet/);
    tap(await button("Save as template"));
    await button("All well.");
    expect(sent.find(({ call }) => call === "POST /api/reply-templates")?.body).toMatchObject({ text: "All well." });
    expect(screen.queryByRole("button", { name: "Save as template" })).toBeNull(); // it is one by now
  });

  it("is changed and deleted", async () => {
    const changed = "PUT /api/reply-templates/template-0";
    const sent = network({ [REVIEW]: diary, [TEMPLATES]: templates("As"), [changed]: templates("As expected."), "DELETE /api/reply-templates/template-0": templates() });
    show(Review, { id: "t1" });
    tap(await button("Templates"));
    tap(await button("Change: As"));
    tap(await button("Cancel"));
    tap(await button("Change: As"));
    type(screen.getByLabelText("Text of the template"), " expected.");
    tap(await button("Save template"));
    await button("As expected.");
    expect(sent.find(({ call }) => call === changed)?.body).toEqual({ text: "As expected." });
    tap(await button("Delete: As expected."));
    await screen.findByText(/No templates yet/);
  });

  it.each(["Save as template", "Delete: As expected."])("says why it could not: %s", async (name) => {
    network({ [REVIEW]: diary, [TEMPLATES]: templates("As expected.") });
    show(Review, { id: "t1" });
    type(await field(), "All well.");
    tap(await button("Templates"));
    tap(await button(name));
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
  });

  it("says why the list could not be loaded, and closes", async () => {
    network({ [REVIEW]: diary });
    show(Review, { id: "t1" });
    tap(await button("Templates"));
    const dialog = within(await screen.findByRole("dialog"));
    expect((await dialog.findByRole("alert")).textContent).toContain("There is no network right now");
    tap(dialog.getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

/** The screen begins to ask once it has been painted. */
async function aMinutePasses(): Promise<void> {
  await act(() => new Promise((painted) => setTimeout(painted, 50)));
  await act(async () => {
    await vi.advanceTimersByTimeAsync(60_000);
  });
}

describe("a reply that is not sent", () => {
  async function typed(): Promise<void> {
    network({ [REVIEW]: diary });
    show(Review, { id: "t1" });
    type(await field(), "Come by tomorrow.");
  }

  it("is there after leaving and coming back, and gone when it is deleted by hand", async () => {
    await typed();
    cleanup();
    show(Review, { id: "t1" });
    expect((await field()).value).toBe("Come by tomorrow.");
    fireEvent.input(await field(), { target: { value: " " } });
    cleanup();
    show(Review, { id: "t1" });
    expect((await field()).value).toBe("");
  });

  it("goes with everything else when the person signs out", async () => {
    await typed();
    cleanup();
    await eraseEverything();
    expect(Object.keys(localStorage).filter((key) => key.startsWith("afterglow-reply"))).toEqual([]);
  });

  it("stays, readable, when the access ends while the screen is open; what was seen goes away", async () => {
    await typed();
    network({ [REVIEW]: refusal("treatment-unknown", 404), [GRANT]: refusal("treatment-unknown", 404) });
    await aMinutePasses();
    await screen.findByText("Sharing has ended");
    expect(screen.getByText(/stopped sharing this diary, or the time is up/)).toBeTruthy();
    expect(screen.queryByText("Alice")).toBeNull();
    expect((await field()).value).toBe("Come by tomorrow.");
    expect((await field()).readOnly).toBe(true); // it is there to be read
    tap(await button("Discard"));
    expect(screen.queryByLabelText("Your reply")).toBeNull();
  });

  it("stays when a minute later the person no longer works in the clinic", async () => {
    await typed();
    network({ [REVIEW]: refusal("membership-ended", 401), [GRANT]: refusal("membership-ended", 401) });
    await aMinutePasses();
    await screen.findByText("You no longer work in this clinic");
    expect((await field()).value).toBe("Come by tomorrow.");
  });

  it("stays when the server refuses it because the access has ended", async () => {
    await typed();
    network({ [REVIEW]: refusal("treatment-unknown", 404), [REPLY]: refusal("treatment-unknown", 404) });
    tap(await button("Send reply"));
    await screen.findByText("Sharing has ended");
    expect((await field()).value).toBe("Come by tomorrow.");
  });

  it("is not touched while nobody knows: without a network, with the grant still there, or in the background", async () => {
    await typed();
    await aMinutePasses(); // no answer
    network({ [REVIEW]: diary, [GRANT]: grant("g1") });
    await act(async () => {
      document.dispatchEvent(new Event("visibilitychange"));
      await vi.advanceTimersByTimeAsync(0);
    });
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    const sent = network({ [REVIEW]: refusal("treatment-unknown", 404), [GRANT]: refusal("treatment-unknown", 404) });
    await aMinutePasses();
    expect(sent.filter(({ call }) => call === GRANT)).toEqual([]);
    expect((await field()).value).toBe("Come by tomorrow.");
  });
});
