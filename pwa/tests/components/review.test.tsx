// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyDocument } from "../../src/domain/diary";
import Review from "../../src/screens/practitioner/review";
import { reply, treatment } from "../records";
import { bob, clearPhone, completeBrowser, delayed, network, preparePhone, refusal, show, tap, type } from "./phone";

const REVIEW = "GET /api/treatments/t1/review";
const REPLY = "POST /api/treatments/t1/replies";
const button = (name: string) => screen.findByRole("button", { name });

const diary = {
  ...{ treatment: { ...treatment(), treated_at: new Date(Date.now() - 3 * 86_400_000).toISOString() }, patient_name: "Alice" },
  ...{ entries: [], photos: [], replies: [], bands: [], findings: [], departures: [], days_logged: 1, days_so_far: 3, next_window: null, grant: null },
  resolved: [{ symptom: "redness", peak: 3, resolved_after_days: 2.46, sheet_says_days: [1, 3] }],
};

beforeEach(async () => {
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
    expect(screen.getByRole("row", { name: "Redness Moderate 2.5 1 to 3" })).toBeTruthy();
    expect(screen.getByText("There are no notes or questions here.")).toBeTruthy();
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

  it("says why it could not be marked as reviewed", async () => {
    network({ [REVIEW]: diary });
    show(Review, { id: "t1" });
    tap(await button("Mark as reviewed"));
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
  });
});
