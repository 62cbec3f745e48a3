// @vitest-environment jsdom
/** What the preview assumes of the made-up treatment and its patient. */
import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { BoundLeaf } from "../../src/domain/bounds";
import { topicTree } from "../../src/domain/topics";
import type { Timeline } from "../../src/domain/timeline";
import { loadMessages, setLanguage } from "../../src/i18n";
import { PreviewSetting } from "../../src/screens/author/preview-setting";
import type { SheetPreview } from "../../src/screens/author/use-sheet-preview";
import type { SheetDocument } from "../../src/state/authoring";
import { builtIn } from "../topics";
import { course, sheet, window as rule } from "./made-up";
import { tap } from "./phone";

const tree = topicTree(builtIn());
const changeSample = vi.fn();
const speak = vi.fn();

/** A bound that a state or an act decides, as in `until = "used-up(cream)"`. */
const gate = (part: Partial<BoundLeaf>): BoundLeaf => ({ least_at: null, surely_at: null, state: null, act: null, kind: "state", text: "", ...part });

const waiting = (...gates: readonly Partial<BoundLeaf>[]): Timeline => ({
  ...course,
  windows: gates.map((each, at) => rule(`topic-${at}`, "avoid", { closes: gate(each) })),
  topics: [{ id: "night-cream", in: [], words: { en: ["night cream"], de: ["Nachtcreme"] } }],
});

function Setting({ timeline, of = sheet }: { timeline: Timeline | null; of?: SheetDocument }) {
  const [reports, setReports] = useState<Record<string, number>>({});
  const confirm = (name: string, holds: boolean): void =>
    setReports((old) => Object.fromEntries([...Object.entries(old).filter(([each]) => each !== name), ...(holds ? [[name, 30] as const] : [])]));
  const preview: SheetPreview = {
    ...{ report: null, timeline, problem: undefined, hour: 30, goTo: () => undefined, again: () => undefined, speaks: "en" },
    ...{ sample: { at: "2026-11-18T10:00", timeZone: "UTC", flags: [] }, changeSample, reports, confirm, speak },
  };
  return <PreviewSetting preview={preview} tree={tree} sheet={of} />;
}

const reports = (): readonly string[] =>
  [...(screen.queryByRole("group", { name: /^The patient reports|^Angaben|melde/ })?.querySelectorAll("label") ?? [])].map((each) => each.textContent);

beforeAll(() => loadMessages("core", "problems", "practitioner", "author", "review"));
afterEach(async () => {
  cleanup();
  await act(() => setLanguage("en"));
  vi.clearAllMocks();
});

describe("what the made-up patient can report", () => {
  it("is what the sheet waits for, in words", () => {
    render(<Setting timeline={waiting({ state: "healed" }, { act: "after(wash)" }, { act: "after(bruise)" }, { act: "onset(sun-bath)" }, { state: "gone(redness)" }, { state: "used-up(serum)" }, { state: "used-up(night-cream)" })} />);
    expect(reports()).toEqual(["Skin healed", "A bruise", "“sun bath”", "Has just washed", "Redness gone", "Used up: night cream", "Used up: serum"]);
  });

  it("is a condition of the sheet's own, and a symptom of the moment", () => {
    const timeline = { ...course, windows: [rule("acid", "avoid", { needs: ["now:sore", "now:fever", "now:tingling"] })], conditions: { tingling: { en: "Your lips tingle" } } };
    render(<Setting timeline={timeline} />);
    expect(reports()).toEqual(["Fever now", "Soreness now", "Your lips tingle"]);
  });

  it("counts from the hour of the preview, or says that it is too early, and is taken back", () => {
    render(<Setting timeline={waiting({ state: "healed" }, { state: "used-up(night-cream)" })} />);
    tap(screen.getByLabelText("Used up: night cream"));
    expect(screen.getByText("Used up: night cream: reported, day 2, 30 hours.")).toBeTruthy();
    tap(screen.getByLabelText("Skin healed"));
    expect(screen.getByText(/^Skin healed: reported, day 2, 30 hours\./)).toBeTruthy();
    tap(screen.getByLabelText("Used up: night cream"));
    expect(screen.queryByText(/^Used up: night cream: reported/)).toBeNull();
  });

  it("is nothing for a sheet that waits for nothing, and while there is no timeline", () => {
    const { rerender } = render(<Setting timeline={{ ...course, windows: [] }} />);
    expect(reports()).toEqual([]);
    rerender(<Setting timeline={null} />);
    expect(reports()).toEqual([]);
  });

  it("is named in German", async () => {
    await act(() => setLanguage("de"));
    render(<Setting timeline={waiting({ state: "used-up(night-cream)" }, { act: "after(bruise)" })} />);
    expect(screen.getByLabelText("Aufgebraucht: Nachtcreme")).toBeTruthy();
    expect(screen.getByLabelText("Bluterguss")).toBeTruthy();
  });
});

describe("the made-up treatment", () => {
  it("is at another time, but never at none", () => {
    render(<Setting timeline={course} />);
    const at = screen.getByLabelText<HTMLInputElement>("Time of treatment");
    fireEvent.input(at, { target: { value: "2026-11-20T09:00" } });
    expect(changeSample).toHaveBeenLastCalledWith({ at: "2026-11-20T09:00" });
    fireEvent.input(at, { target: { value: "" } });
    expect(changeSample).toHaveBeenCalledOnce();
  });

  it("has what the sheet asks about it, and a patient who reads German", () => {
    render(<Setting timeline={course} />);
    tap(screen.getByLabelText("Retinol layer applied"));
    expect(changeSample).toHaveBeenCalledWith({ flags: ["retinol-layer"] });
    tap(screen.getByLabelText("German"));
    expect(speak).toHaveBeenCalledWith("de");
  });

  it("has no such question where the sheet has none", () => {
    render(<Setting timeline={course} of={{ ...sheet, rules: [] }} />);
    expect(screen.queryByRole("group", { name: "This applied to the treatment" })).toBeNull();
  });
});
