// @vitest-environment jsdom
/** The map of answers as a grid: what a key, a tap and a pointer do. */
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { topicTree } from "../../src/domain/topics";
import { loadMessages } from "../../src/i18n";
import { heatRows, issuesByRule, slotsOf, type Course, type HeatCell } from "../../src/screens/author/heat-rows";
import { HeatTable } from "../../src/screens/author/heat-table";
import { builtIn } from "../topics";
import { course as made } from "./made-up";

const TOPICS = ["sauna", "swimming"];
const course: Course = {
  ...{ timeline: made, reports: {}, tree: topicTree(builtIn()), slots: slotsOf(made, {}) },
  issues: issuesByRule([{ kind: "vague", rule_ids: ["swimming"], problem: "", resolved: false, clash: null }]),
};
const all = new Map<string, readonly HeatCell[]>();
const onPick = vi.fn();
const onJump = vi.fn();

const table = (rows: ReadonlyMap<string, readonly HeatCell[]>, hour = 30) => (
  <HeatTable course={course} topics={TOPICS} rows={rows} hour={hour} nameOf={(topic) => topic} onPick={onPick} onJump={onJump} />
);
const cell = (name: RegExp) => screen.getByRole("gridcell", { name });
const press = (key: string): boolean => fireEvent.keyDown(document.activeElement as Element, { key });
const focused = (): string => document.activeElement?.textContent ?? "";

beforeAll(async () => {
  await loadMessages("core", "practitioner", "author", "review");
  for (const step of heatRows(course, TOPICS)) if (step) all.set(...step);
});
beforeEach(() => vi.clearAllMocks());
afterEach(cleanup);

describe("the map", () => {
  it("marks the column of the preview, and what is open", () => {
    render(table(all));
    expect(screen.getByRole("columnheader", { current: "time" }).textContent).toBe("Day 2, 24 hours");
    expect(cell(/^swimming, Day 1/).querySelector("[aria-hidden]")?.textContent).toBe("N!");
    expect(cell(/^sauna, Day 1/).querySelector("[aria-hidden]")?.textContent).toBe("N");
    expect(cell(/^sauna, Day 1/).className).toContain("heat__cell--now");
  });

  it("has an empty row for a topic that is still being computed, which keys do not enter", () => {
    render(table(new Map([["sauna", all.get("sauna") ?? []]])));
    const sauna = cell(/^sauna, Day 1/);
    sauna.focus();
    press("ArrowDown");
    expect(document.activeElement).toBe(sauna);
  });

  it("is entered at one cell, and walked in all four directions within its borders", () => {
    render(table(all));
    expect(screen.getAllByRole("gridcell").filter((each) => each.tabIndex === 0)).toHaveLength(1);
    cell(/^sauna, Day 1/).focus();
    press("ArrowLeft");
    expect(focused()).toMatch(/sauna, Day 1/);
    press("ArrowRight");
    expect(focused()).toMatch(/sauna, Day 3, 48 hours/);
    press("ArrowLeft");
    press("ArrowDown");
    expect(focused()).toMatch(/swimming, Day 1/);
    press("ArrowDown");
    expect(focused()).toMatch(/swimming, Day 1/);
    expect(onPick).toHaveBeenLastCalledWith({ topic: "swimming", hour: 0 });
    expect(onJump).not.toHaveBeenCalled();
  });

  it.each(["Enter", " "])("jumps with the key “%s”, and leaves other keys to the browser", (key) => {
    render(table(all));
    cell(/^sauna, Day 3, 48 hours/).focus();
    expect(press("Tab")).toBe(true);
    expect(onJump).not.toHaveBeenCalled();
    expect(press(key)).toBe(false); // the page does not scroll
    expect(onJump).toHaveBeenCalledExactlyOnceWith(48);
  });

  it("jumps to the column under the pointer, or to the first of the cell without one", () => {
    const lefts = new Map(course.slots.map(({ from }, at) => [String(at), from * 10]));
    vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (this: HTMLElement) {
      return { left: lefts.get(this.dataset["slot"] ?? "") ?? 0 } as DOMRect;
    });
    render(table(all));
    const sauna = cell(/^sauna, Day 1/); // up to 48 hours, so two columns wide
    for (const [detail, clientX, hour] of [[1, 250, 24], [1, 100, 0], [1, 9_000, 24], [0, 250, 0]] as const) {
      fireEvent.click(sauna, { detail, clientX });
      expect(onJump).toHaveBeenLastCalledWith(hour);
    }
    expect(onPick).toHaveBeenCalledWith({ topic: "sauna", hour: 24 });
  });
});
