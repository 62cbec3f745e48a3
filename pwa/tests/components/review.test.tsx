// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyDocument } from "../../src/domain/diary";
import Review from "../../src/screens/practitioner/review";
import { reply, treatment } from "../records";
import { bob, choose, clearPhone, completeBrowser, delayed, network, preparePhone, refusal, show, tap, type } from "./phone";

const REVIEW = "GET /api/treatments/t1/review";
const REPLY = "POST /api/treatments/t1/replies";
const button = (name: string) => screen.findByRole("button", { name });

const diary = {
  ...{ treatment: { ...treatment(), treated_at: new Date(Date.now() - 3 * 86_400_000).toISOString() }, patient_name: "Alice" },
  ...{ entries: [], photos: [], replies: [], bands: [], findings: [], departures: [], days_logged: 1, days_so_far: 3, days_late: 0, next_window: null, grant: null },
  ...{ clinic_patient_id: null, reviewed: null, series: [], course: { first: [], settled_after_days: null, later: [] } },
  resolved: [{ symptom: "redness", peak: 3, resolved_after_days: 2.46, sheet_says_days: [1, 3] }],
};

beforeEach(async () => {
  localStorage.clear();
  completeBrowser();
  network({});
  await preparePhone(bob, {});
});
afterEach(clearPhone);

describe("a review", () => {
  it("shows the diary in words: no keys, no raw scores", async () => {
    network({ [REVIEW]: diary });
    show(Review, { id: "t1" });
    await screen.findByRole("heading", { level: 1, name: "Alice" });
    expect(screen.getByRole("row", { name: "Redness Moderate 2 days 1 to 3 days" })).toBeTruthy();
    expect(screen.getAllByText("No check-ins yet.").map((each) => each.tagName)).toEqual(["DD", "P"]); // in the strip, and in place of findings
    expect(screen.getByText("There are no photos in this diary.")).toBeTruthy();
  });

  it("says that it is offline, and loads on a retry", async () => {
    show(Review, { id: "t1" });
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network({ [REVIEW]: diary });
    tap(await button("Try again"));
    await screen.findByRole("heading", { level: 1, name: "Alice" });
  });

  it("says that the diary is not shared, and offers no retry", async () => {
    network({ [REVIEW]: refusal("not-found", 404) });
    show(Review, { id: "t1" });
    await screen.findByText("No access to this diary");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it.each([
    ["of another shape", { items: [] }],
    ["with a part of another shape", { ...diary, entries: [{ ...emptyDocument("UTC") }] }],
    ["that only a screen finds out about", { ...diary, resolved: [{ symptom: "redness", peak: 3 }] }],
  ])("says that it cannot read an answer %s", async (_, answer) => {
    vi.spyOn(console, "error").mockReturnValue(undefined); // where a component throws
    network({ [REVIEW]: answer });
    show(Review, { id: "t1" });
    expect((await screen.findByRole("alert")).textContent).toContain("could not read the server’s answer");
    network({ [REVIEW]: diary });
    tap(await button("Try again"));
    await screen.findByRole("heading", { level: 1, name: "Alice" });
  });

  it("keeps a reply that could not be sent, and sends it on a retry", async () => {
    network({ [REVIEW]: diary });
    show(Review, { id: "t1" });
    type(await screen.findByLabelText("Your reply"), "All good.");
    tap(await button("Send reply"));
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    expect(screen.getByLabelText<HTMLTextAreaElement>("Your reply").value).toBe("All good.");
    network({ [REVIEW]: diary, [REPLY]: reply("r1") });
    tap(await button("Try again"));
    await screen.findByText("Reply sent. Alice can read it in the app.");
    expect(screen.getByLabelText<HTMLTextAreaElement>("Your reply").value).toBe("");
  });

  it("is busy while a reply is on its way, and sends it once", async () => {
    const sending = delayed();
    let requests = 0;
    network({ [REVIEW]: diary });
    const others = globalThis.fetch;
    show(Review, { id: "t1" });
    type(await screen.findByLabelText("Your reply"), "All good.");
    globalThis.fetch = (input, init) => {
      if (init?.method !== "POST") return others(input, init);
      requests += 1;
      return sending.answer;
    };
    const send = await button("Send reply");
    tap(send);
    await waitFor(() => expect(send.getAttribute("aria-busy")).toBe("true"));
    tap(send);
    sending.arrives(reply("r1"));
    await screen.findByText(/Reply sent/);
    expect(requests).toBe(1);
  });

  describe("with questions", () => {
    const asked = (id: string, occurred_at: string, question: string) => ({ id, treatment_id: "t1", occurred_at, document: { ...emptyDocument("UTC"), question }, revision: 1, edited: false, received_at: occurred_at });
    const long = `May I run ${"and run ".repeat(20)}?`;
    const [run, swim] = [asked("run", "2026-11-18T12:00:00Z", long), asked("swim", "2026-11-19T12:00:00Z", "May I swim?")];
    const card = async (): Promise<string> => (await screen.findByRole("heading", { level: 2, name: "Your reply" })).closest("section")?.textContent ?? "";

    it("sends which one a reply answers: the latest that has none, unless another is chosen", async () => {
      const sent = network({ [REVIEW]: { ...diary, entries: [run, swim] }, [REPLY]: reply("r1") });
      show(Review, { id: "t1" });
      const choice = await screen.findByLabelText<HTMLSelectElement>("Reply to");
      expect([choice.value, [...choice.options].map(({ text }) => text)]).toEqual(["swim", ["Thu, Nov 19: May I swim?", `Wed, Nov 18: ${long.slice(0, 60)} …`]]);
      choose(choice, choice.options[1]?.text ?? "");
      await waitFor(async () => expect(await card()).toContain(long));
      type(screen.getByLabelText("Your reply"), "From Sunday on.");
      tap(await button("Send reply"));
      await screen.findByText(/Reply sent/);
      expect(sent.find(({ call }) => call === REPLY)?.body).toMatchObject({ entry_id: "run", text: "From Sunday on." });
      await waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>("Reply to").value).toBe("swim"));
    });

    it("shows each reply below its question, not the answered question as if it were open, and offers no choice of one", async () => {
      const replies = [{ ...reply("r1"), entry_id: "swim", text: "In a week." }];
      network({ [REVIEW]: { ...diary, entries: [swim], replies } });
      show(Review, { id: "t1" });
      expect(await card()).toMatch(/Send reply.*Bob,.*May I swim\?.*In a week\./);
      expect((await card()).split("May I swim?")).toHaveLength(2);
      expect(screen.queryByLabelText("Reply to")).toBeNull();
    });

    it("that are not there names none", async () => {
      const sent = network({ [REVIEW]: diary, [REPLY]: reply("r1") });
      show(Review, { id: "t1" });
      type(await screen.findByLabelText("Your reply"), "Hello.");
      tap(await button("Send reply"));
      await screen.findByText(/Reply sent/);
      expect(sent.find(({ call }) => call === REPLY)?.body).toMatchObject({ entry_id: null });
    });
  });

  it("says why it could not be marked as reviewed", async () => {
    network({ [REVIEW]: diary });
    show(Review, { id: "t1" });
    tap(await button("Reviewed"));
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
  });
});

describe("a copy of the review", () => {
  const PDF = "GET /api/treatments/t1/review.pdf";
  const shared = { ...diary, treatment: { ...diary.treatment, id: "t1", treated_at: "2026-11-18T23:30:00Z", time_zone: "Europe/Berlin" } };

  it("is saved as a file that is named after the day of the treatment", async () => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    network({ [REVIEW]: shared, [PDF]: Promise.resolve(new Response("pdf")), "GET /api/treatments/t1/review.csv": Promise.resolve(new Response("csv")), "GET /api/treatments/t1/review.fhir.json": Promise.resolve(new Response("{}")) });
    show(Review, { id: "t1" });
    tap(await button("PDF"));
    await waitFor(() => expect(saved).toEqual(["afterglow-2026-11-19.pdf"]));
    await screen.findByText("The file has been saved. Alice can see that you took a copy.");
    tap(await button("Table (CSV)"));
    await waitFor(() => expect(saved).toEqual(["afterglow-2026-11-19.pdf", "afterglow-2026-11-19.csv"]));
    tap(await button("Clinic software (FHIR)"));
    await waitFor(() => expect(saved.at(-1)).toBe("afterglow-2026-11-19.fhir.json"));
  });

  it.each([
    ["cannot be made", refusal("pdf-failed", 422), "The PDF could not be made."],
    ["is answered with something else", Promise.resolve(new Response("<html>", { status: 502 })), "on our side"],
  ])("says so if it %s", async (_, answer, words) => {
    network({ [REVIEW]: shared, [PDF]: answer });
    show(Review, { id: "t1" });
    tap(await button("PDF"));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain(words));
  });

  it("says so without a network", async () => {
    network({ [REVIEW]: shared });
    show(Review, { id: "t1" });
    tap(await button("PDF"));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("There is no network right now"));
  });
});
