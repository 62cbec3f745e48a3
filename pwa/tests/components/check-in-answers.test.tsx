// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadDraft } from "../../src/actions/diary/draft";
import CheckIn from "../../src/screens/patient/check-in/check-in";
import { database } from "../../src/store/database";
import { treatment } from "../records";
import { answer, beginEvening, button, endEvening, entry, isChecked, open, REDNESS, row, saved, visit, yesterday } from "./evening";
import { after, window } from "./made-up";
import { alice, breakStore, preparePhone, show, tap, type } from "./phone";

beforeEach(() => beginEvening());
afterEach(endEvening);

describe("the first question", () => {
  it("is not asked at the first check-in: there is nothing to compare with", async () => {
    await open([]);
    await row("Redness");
    expect(screen.queryByText(/^Compared with/)).toBeNull();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
  });

  it("compares with yesterday, and shows what was noted then", async () => {
    await open([REDNESS]);
    await screen.findByRole("heading", { name: "Compared with yesterday?" });
    expect(screen.getByText("Mild")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  });

  it.each([
    ["2026-11-22T08:14:00Z", /^Compared with earlier today \(0?8:14( AM)?\)\?$/],
    ["2026-11-19T08:00:00Z", /^Compared with Thursday\?$/],
  ])("names the day that it compares with (%s)", async (at, name) => {
    await open([entry(at, { scores: { redness: 1 } })]);
    await screen.findByRole("heading", { name });
  });

  it("same: records what yesterday has, shows it, and lets it be changed", async () => {
    await open([REDNESS]);
    tap(await button(/^Same/));
    const list = screen.getByRole("heading", { name: "This will be saved" }).closest(".filled") as HTMLElement;
    expect(list.textContent).toMatch(/Redness\s+Mild/);
    tap(await button("Change"));
    const group = await row("Redness");
    expect(isChecked(group, "Mild")).toBe(true);
    tap(within(group).getByText("Moderate"));
    expect((await saved()).scores).toEqual({ redness: 3 }); // itching was 0 and is not asked
  });

  it("all calm: 0 for what is asked, and no answer about signs", async () => {
    await open([yesterday({ scores: { redness: 2, swelling: 1 }, signs: [{ sign: "oozing", area: null }] })]);
    tap(await button(/^All calm/));
    expect(await saved()).toMatchObject({ scores: { redness: 0, swelling: 0 }, signs: [], signs_gone: [], states: {} });
  });

  it("better: asks only what can have eased, empty, with yesterday's answer as a ring", async () => {
    await open([yesterday({ scores: { redness: 2, swelling: 0, itching: 3 } })]);
    tap(await button(/^Better/));
    const group = await row("Redness");
    expect(screen.queryByRole("group", { name: "Swelling" })).toBeNull();
    expect(within(group).queryByRole("radio", { checked: true })).toBeNull();
    expect(within(group).getByRole("radio", { name: "Mild (your last answer)" })).toBeTruthy();
    expect(screen.getByText("Tap what has changed.")).toBeTruthy();
    tap(within(group).getByText("Very mild"));
    expect((await saved()).scores).toEqual({ redness: 1 }); // itching stays unanswered
  });

  it("worse: goes on asking what has changed when only a note is written", async () => {
    await open([REDNESS]);
    tap(await button(/^Worse/));
    type(await screen.findByLabelText(/^Note/), "It burns.");
    expect(screen.getByText("Tap what has changed.")).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(false);
    await answer("Redness", "Severe");
    expect(screen.queryByText("Tap what has changed.")).toBeNull();
  });

  it("can be skipped for a note alone", async () => {
    await open([REDNESS]);
    tap(await button("Skip question"));
    type(await screen.findByLabelText(/^Note/), "Slept badly.");
    expect(await saved()).toMatchObject({ scores: {}, note: "Slept badly." });
  });

  it("is taken back by a second tap, and what the person answered stays", async () => {
    await open([REDNESS]);
    tap(await button(/^Same/));
    tap(await screen.findByText("More symptoms"));
    tap(await button("+ Swelling"));
    await answer("Swelling", "Severe");
    tap(await button("Same"));
    expect(screen.queryByText("This will be saved")).toBeNull();
    tap(await button("All calm"));
    expect((await saved()).scores).toEqual({ redness: 0, swelling: 4 });
  });
});

describe("an answer", () => {
  it("is taken back by a second tap", async () => {
    await open([]);
    await answer("Redness", "Mild");
    await answer("Redness", "Mild");
    expect(within(await row("Redness")).queryByRole("radio", { checked: true })).toBeNull();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
  });

  it("none of these can be undone, and wipes nothing", async () => {
    await open([], { timeline: { ...treatment().timeline, windows: [window("itching", "expect", { closes: after(200) })] } });
    await answer("Redness", "Moderate");
    tap(await button("None of the others"));
    expect(isChecked(await row("Redness"), "Moderate")).toBe(true);
    expect(isChecked(await row("Itching"), "None")).toBe(true);
    tap(await button("Undo"));
    expect(within(await row("Itching")).queryByRole("radio", { checked: true })).toBeNull();
    tap(await button("None of the others"));
    expect((await saved()).scores).toEqual({ redness: 3, itching: 0 });
  });

  it("is there again when the app is opened again, with the comparison and what was being typed", async () => {
    await open([REDNESS]);
    tap(await button(/^Worse/));
    await answer("Redness", "Severe");
    type(await screen.findByRole("textbox", { name: /^What you did/ }), "walk");
    await waitFor(async () => expect((await loadDraft("treatment"))?.typed).toEqual({ activities: "walk" }));
    cleanup();
    show(CheckIn);
    expect(isChecked(await row("Redness"), "Severe")).toBe(true);
    expect((await button("Worse")).getAttribute("aria-pressed")).toBe("true");
    expect((await screen.findByRole<HTMLInputElement>("textbox", { name: /^What you did/ })).value).toBe("walk");
  });
});

describe("a sign of an earlier check-in", () => {
  const OPEN = yesterday({ scores: { redness: 1 }, signs: [{ sign: "pustules", area: "chin" }] });

  it("is asked by name: still there keeps its place", async () => {
    await open([OPEN]);
    tap(await button("Skip question"));
    await answer("Pus-filled spots", "It is still there");
    expect((await saved()).signs).toEqual([{ sign: "pustules", area: "chin" }]);
  });

  it("is gone only when the patient says so", async () => {
    await open([OPEN]);
    tap(await button("Skip question"));
    await answer("Pus-filled spots", "It is gone");
    await answer("Pus-filled spots", "It is gone");
    await answer("Pus-filled spots", "It is still there");
    await answer("Pus-filled spots", "It is gone");
    expect(await saved()).toMatchObject({ signs: [], signs_gone: ["pustules"] });
  });

  it("same repeats it", async () => {
    await open([OPEN]);
    tap(await button(/^Same/));
    expect(isChecked(await row("Pus-filled spots"), "It is still there")).toBe(true);
    expect((await saved()).signs).toEqual([{ sign: "pustules", area: "chin" }]);
  });
});

describe("leaving", () => {
  it("says nothing when nothing was entered", async () => {
    await open([REDNESS]);
    tap(await button("Close"));
    expect(screen.queryByText(/Not saved yet/)).toBeNull();
  });

  it("stores the draft and says where to finish it", async () => {
    await open([REDNESS]);
    tap(await button(/^Same/));
    tap(await button("Close"));
    await screen.findByText("Not saved yet. You can finish it on Today.");
    expect(location.pathname).toBe("/");
    expect((await loadDraft("treatment"))?.comparison).toBe("same");
  });

  it("does not leave a full phone silently", async () => {
    await open([REDNESS]);
    breakStore("drafts");
    tap(await button(/^Same/));
    await screen.findByText(/could not store your draft/);
  });
});

describe("an edit", () => {
  it("shows every answer, compares nothing, and leads back", async () => {
    await preparePhone(alice, { treatments: [treatment()], entries: [REDNESS] });
    visit(`/check-in?entry=${REDNESS.id}`);
    show(CheckIn);
    expect(isChecked(await row("Redness"), "Mild")).toBe(true);
    expect(screen.getByText("Edit check-in")).toBeTruthy();
    await answer("Redness", "Severe");
    tap(await button("Save"));
    await waitFor(async () => expect((await (await database()).get("entries", REDNESS.id))?.document.scores).toEqual({ redness: 4, itching: 0 }));
  });
});
