// @vitest-environment jsdom
/** The chart of the diary: all symptoms or one, and the table that says the same. */
import "fake-indexeddb/auto";
import { fireEvent, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { earlier, entry, open, prepareDay, textOf, treated } from "./diary-phone";
import { clearPhone, tap } from "./phone";

beforeEach(prepareDay);
afterEach(async () => {
  await clearPhone();
  vi.useRealTimers();
});

const entries = [entry("e1", "2026-11-19T10:00:00Z", { scores: { redness: 3, itching: 1 } })];

describe("the chart", () => {
  it("shows every symptom, or the one that is chosen, large", async () => {
    await open({ entries }, "?view=lines");
    await screen.findByRole("img", { name: /^Redness/ });
    expect(screen.getAllByRole("img")).toHaveLength(2);
    expect(document.querySelector(".course__now")).not.toBeNull();
    tap(screen.getByLabelText("Itching"));
    expect(screen.getAllByRole("img").map((each) => each.getAttribute("aria-label"))).toEqual(["Itching. 24 hours after the treatment: Very mild"]);
    tap(screen.getByLabelText("All"));
    expect(screen.getAllByRole("img")).toHaveLength(2);
  });

  it("has the scores and what the sheet expects, in words for a screen reader", async () => {
    await open({ entries: [entry("e1", "2026-11-19T10:00:00Z", { scores: { redness: 3 } })] }, "?view=lines");
    await screen.findByRole("img", { name: "Redness. 24 hours after the treatment: Moderate. The sheet expects this to settle: 2 days after the treatment" });
    expect(screen.getByText(/^The shaded part is what your sheet, “Sheet”, says to expect/)).toBeTruthy();
  });

  it("is there as a table on request", async () => {
    await open({ entries }, "?view=lines");
    const details = (await screen.findByText("As a table")).closest("details") as HTMLDetailsElement;
    expect(screen.queryByRole("table")).toBeNull();
    details.open = true;
    fireEvent(details, new Event("toggle"));
    const table = await screen.findByRole("table");
    expect(within(table).getAllByRole("row").map((each) => [...each.children].map(textOf))).toEqual([["Day", "Redness", "Itching"], ["2 19 Nov", "Moderate", "Very mild"]]);
  });

  it("of an earlier treatment has no mark for now, and offers no choice of one", async () => {
    const old = [entry("old", "2026-09-16T10:00:00Z", { scores: { redness: 1 } }, { treatment_id: "earlier" })];
    await open({ treatments: [treated, earlier], entries: old }, "?treatment=earlier&view=lines");
    await screen.findByRole("img", { name: /^Redness/ });
    expect(document.querySelector(".course__now")).toBeNull();
    expect(screen.queryByLabelText("All")).toBeNull();
  });

  it("is empty as long as nothing was scored and the sheet expects nothing", async () => {
    const note = [entry("old", "2026-09-16T10:00:00Z", { note: "A note" }, { treatment_id: "earlier" })];
    await open({ treatments: [treated, earlier], entries: note }, "?treatment=earlier&view=lines");
    await screen.findByText("No scores yet");
  });
});
