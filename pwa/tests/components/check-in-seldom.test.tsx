// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadDraft } from "../../src/actions/diary/draft";
import CheckIn from "../../src/screens/patient/check-in/check-in";
import { clockOffset, now } from "../../src/state/clock";
import { photo, treatment } from "../records";
import { answer, beginEvening, button, endEvening, entry, isChecked, open, REDNESS, row, saved, visit, yesterday } from "./evening";
import { after, window } from "./made-up";
import { alice, breakStore, preparePhone, show, tap, type } from "./phone";

beforeEach(() => beginEvening());
afterEach(endEvening);

async function edit(id: string): Promise<void> {
  visit(`/check-in?entry=${id}`);
  show(CheckIn);
  await screen.findByText("Edit check-in");
}

describe("the names of symptoms", () => {
  it("ask for a darker or purple skin where that is how it reacts", async () => {
    await preparePhone({ ...alice, skin_cues: ["purple"] });
    show(CheckIn);
    await answer("Darker or purple", "Mild");
    tap(await screen.findByText("More symptoms"));
    await button("+ Redder, darker or purple");
    expect((await saved()).scores).toEqual({ darkening: 2 });
  });

  it("fit any skin as long as nobody has said how it reacts", async () => {
    await preparePhone({ ...alice, skin_cues: [] });
    show(CheckIn);
    await row("Redder, darker or purple");
    tap(await screen.findByText("More symptoms"));
    await button("+ Darker patches");
  });
});

describe("what was noted last", () => {
  it("shows the signs, and the photo from the front", async () => {
    const last = yesterday({ scores: { redness: 2 }, signs: [{ sign: "oozing", area: null }] });
    const taken_at = last.occurred_at;
    const photos = [photo("front"), { ...photo("left"), angle: "left" as const }].map((each) => ({ ...each, taken_at }));
    await preparePhone(alice, { treatments: [treatment()], entries: [last], photos });
    show(CheckIn);
    const card = await screen.findByRole("region", { name: /^yesterday/i });
    expect(within(card).getByText("Oozing")).toBeTruthy();
    await waitFor(() => expect(within(card).getByRole<HTMLImageElement>("img").src).toContain("/api/photos/front/"));
  });

  it("shows another photo of that day if there is none from the front", async () => {
    const side = { ...photo("left"), angle: "left" as const, taken_at: REDNESS.occurred_at };
    await preparePhone(alice, { treatments: [treatment()], entries: [REDNESS], photos: [side] });
    show(CheckIn);
    await waitFor(() => expect(screen.getByRole<HTMLImageElement>("img").src).toContain("/api/photos/left/"));
  });

  it("has its date when it is more than a week ago", async () => {
    const treated_at = "2026-11-01T10:00:00Z";
    await open([entry("2026-11-03T19:00:00Z", { scores: { redness: 1 } })], { treated_at, timeline: { ...treatment().timeline, treated_at } });
    await screen.findByRole("heading", { name: /^Compared with .*3 Nov|^Compared with .*Nov.* 3/ });
  });
});

describe("a time before the treatment", () => {
  it("has no day of healing", async () => {
    await open([]);
    fireEvent.input(await screen.findByLabelText("When was this?"), { target: { value: "2026-11-17T10:00" } });
    await screen.findByRole("heading", { level: 1, name: "Check-in" });
  });

  it("that is impossible or in the future means now", async () => {
    await open([]);
    const field = await screen.findByLabelText("When was this?");
    fireEvent.input(field, { target: { value: "2026-11-20T10:00" } });
    await screen.findByRole("heading", { level: 1, name: /^Day 3/ });
    fireEvent.input(field, { target: { value: "" } });
    await screen.findByRole("heading", { level: 1, name: "Day 5 · evening" });
    fireEvent.input(field, { target: { value: "2026-11-29T10:00" } });
    await screen.findByRole("heading", { level: 1, name: "Day 5 · evening" });
    await answer("Redness", "Mild");
    expect((await saved()).back_dated).toBe(false);
  });

  it("is marked on an entry that was added later", async () => {
    const later = yesterday({ scores: { redness: 1 }, back_dated: true });
    await preparePhone(alice, { treatments: [treatment()], entries: [later] });
    await edit(later.id);
    expect(screen.getByText("Added later")).toBeTruthy();
  });
});

describe("a sign", () => {
  it("that was picked is taken back, with its place", async () => {
    await open([]);
    await answer("Redness", "Mild");
    tap(await screen.findByText("Oozing"));
    const place = await screen.findByLabelText("Oozing: where?");
    fireEvent.change(place, { target: { value: "nose" } });
    fireEvent.change(place, { target: { value: "" } });
    tap(await screen.findByText("Fever"));
    expect(screen.queryByLabelText("Fever: where?")).toBeNull();
    tap(screen.getByText("Fever"));
    expect((await saved()).signs).toEqual([{ sign: "oozing", area: null }]);
  });

  it("stays reported where it was when another one is picked", async () => {
    await open([yesterday({ scores: { redness: 1 }, signs: [{ sign: "pustules", area: "chin" }] })]);
    tap(await button("Skip question"));
    await answer("Pus-filled spots", "It is still there");
    tap(await screen.findByText("Oozing"));
    expect((await saved()).signs).toEqual([
      { sign: "pustules", area: "chin" },
      { sign: "oozing", area: null },
    ]);
  });
});

describe("symptoms that are not asked", () => {
  it("are added one by one, and none of them is answered with the others", async () => {
    await open([]);
    tap(await screen.findByText("More symptoms"));
    tap(await button("+ Itching"));
    tap(await button("None of these"));
    expect(isChecked(await row("Itching"), "None")).toBe(true);
    await answer("Redness", "Mild");
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull(); // something else was answered since
    expect((await saved()).scores).toMatchObject({ redness: 2, itching: 0 });
  });
});

describe("what the sheet says of a line", () => {
  const windows = [
    window("makeup", "avoid", { closes: after(200) }),
    window("mineral-makeup", "allow"),
    window("sauna", "avoid", { closes: after(110) }),
  ];
  const sheet = { timeline: { ...treatment().timeline, windows, topics: [] } };

  it("is said of each line once, by the strictest of its topics", async () => {
    await open([], sheet);
    type(await screen.findByRole("textbox", { name: /^What you did/ }), "sauna and swimming");
    await waitFor(() => expect(document.querySelectorAll(".verdict")).toHaveLength(1));
    expect(screen.getByText("Not in line with the sheet")).toBeTruthy();
  });

  it("is answered by both clocks if they differ, by the stricter one", async () => {
    now.value += 24 * 3_600_000; // the phone is a day ahead: by its own clock the ban has ended
    clockOffset.value = 24 * 3_600_000;
    beginEvening(now.value);
    await preparePhone(alice, { treatments: [{ ...treatment(), ...sheet }] });
    show(CheckIn);
    type(await screen.findByRole("textbox", { name: /^What you did/ }), "sauna");
    await screen.findByText("Not in line with the sheet");
    clockOffset.value = null;
  });
});

describe("leaving", () => {
  it("an edit leads back to the diary, and nothing is said of a draft", async () => {
    await preparePhone(alice, { treatments: [treatment()], entries: [REDNESS] });
    await edit(REDNESS.id);
    tap(await button("Close"));
    expect(location.pathname).toBe("/diary");
    expect(screen.queryByText(/Not saved yet/)).toBeNull();
  });

  it("is possible when the phone cannot be read", async () => {
    await preparePhone(alice);
    breakStore("drafts", "getAll", "UnknownError");
    show(CheckIn);
    await screen.findByRole("alert");
    tap(await button("Close"));
    expect(location.pathname).toBe("/");
  });
});

it("a question for the practitioner is saved with the check-in", async () => {
  await open([REDNESS]);
  tap(await button("Skip question"));
  type(await screen.findByLabelText(/^Question for Bob/), "Is this normal?");
  await waitFor(async () => expect((await loadDraft("treatment"))?.document.question).toBe("Is this normal?"));
  expect(await saved()).toMatchObject({ question: "Is this normal?", scores: {} });
});
