// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { topicTree } from "../../src/domain/topics";
import { HeatMap, Preview } from "../../src/screens/author/preview";
import { useSheetPreview } from "../../src/screens/author/use-sheet-preview";
import type { SheetReport } from "../../src/state/authoring";
import { Field } from "../../src/ui";
import { builtIn } from "../topics";
import { course, sheet as first } from "./made-up";
import { bob, clearPhone, completeBrowser, json, network, preparePhone, refusal, tap, type } from "./phone";

const REPORTS = "POST /api/sheet-reports";
const PREVIEWS = "POST /api/sheet-previews";
const tree = topicTree(builtIn());
const fine: SheetReport = { document: null, faults: [], issues: [] };
const fault = { rule: "rule sauna", field: "until", line: null, column: null, problem: "not a time", expected: "24h" };
const all = { [REPORTS]: fine, [PREVIEWS]: { timeline: course } };

/** The author's page, as far as the preview needs it. */
function Desk() {
  const [sheet, setSheet] = useState(first);
  const preview = useSheetPreview(sheet);
  return (
    <>
      <Field label="Publisher" value={sheet.publisher} onInput={(publisher) => setSheet({ ...sheet, publisher })} />
      <Preview preview={preview} tree={tree} sheet={sheet} />
      <HeatMap preview={preview} tree={tree} sheet={sheet} />
    </>
  );
}

const slider = (): Promise<HTMLInputElement> => screen.findByRole<HTMLInputElement>("slider");
const saysHour = async (text: string): Promise<void> => waitFor(async () => expect((await slider()).getAttribute("aria-valuetext")).toBe(text));

function slideTo(field: HTMLInputElement, hour: number): void {
  fireEvent.input(field, { target: { value: String(hour) } });
}

beforeEach(async () => {
  completeBrowser();
  network({ "GET /api/topics": builtIn() });
  await preparePhone(bob, {});
});
afterEach(clearPhone);

describe("checking the sheet while it is written", () => {
  it("asks once after the last key, not at every key", async () => {
    const reports = vi.fn(() => json(fine));
    vi.stubGlobal("fetch", (request: Request | string) => {
      const path = typeof request === "string" ? request : request.url;
      return Promise.resolve(path.includes("sheet-reports") ? reports() : json({ timeline: course }));
    });
    render(<Desk />);
    await slider();
    const before = reports.mock.calls.length;
    type(screen.getByLabelText("Publisher"), "Lindenhof");
    await act(() => new Promise((resolve) => setTimeout(resolve, 900)));
    expect(reports.mock.calls.length - before).toBe(1);
  });

  it("keeps the preview without a network, says so, and resumes by itself", async () => {
    network(all);
    render(<Desk />);
    await slider();
    network({});
    type(screen.getByLabelText("Publisher"), "x");
    expect(await screen.findAllByText(/^There is no network\. The preview shows the sheet as it was last checked/)).toHaveLength(2);
    expect(screen.getByRole("slider")).toBeTruthy();
    network(all);
    await act(() => new Promise((resolve) => setTimeout(resolve, 200))); // effects have run
    void act(() => {
      dispatchEvent(new Event("online"));
    });
    await waitFor(() => expect(screen.queryAllByText(/^There is no network/)).toEqual([]));
  });

  it("shows a refusal of the server with its reason, and checks again on request", async () => {
    network({ ...all, [REPORTS]: refusal("too-large", 413) });
    render(<Desk />);
    const [alert] = await screen.findAllByRole("alert");
    expect(alert?.textContent).toContain("The sheet could not be checked");
    network(all);
    tap(within(alert as HTMLElement).getByRole("button", { name: "Try again" }));
    await slider();
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });

  it("shows the last valid state of a sheet with faults, and says so", async () => {
    network(all);
    render(<Desk />);
    await slider();
    network({ ...all, [REPORTS]: { ...fine, faults: [fault] } });
    type(screen.getByLabelText("Publisher"), "x");
    await screen.findAllByText("The sheet has a fault. The preview shows it as it was before.");
    expect(screen.getByRole("slider")).toBeTruthy();
  });

  it("says why there is nothing to see of a sheet that has had faults from the beginning", async () => {
    network({ [REPORTS]: { ...fine, faults: [fault] } });
    render(<Desk />);
    await screen.findByText("There is no preview yet, because the sheet still has faults.");
  });
});

describe("the hour of the preview", () => {
  beforeEach(() => {
    network(all);
    render(<Desk />);
  });

  it("is named by day and hour, and by date after three days", async () => {
    slideTo(await slider(), 26);
    await saysHour("Day 2, 26 hours");
    slideTo(await slider(), 1);
    await saysHour("Day 1, 1 hour");
    slideTo(await slider(), 90);
    await saysHour("Day 5, 5:00 AM");
  });

  it("moves by days with Page Up and Page Down, and stays within the course", async () => {
    slideTo(await slider(), 2);
    fireEvent.keyDown(await slider(), { key: "PageUp" });
    await saysHour("Day 2, 26 hours");
    for (let times = 0; times < 5; times += 1) fireEvent.keyDown(await slider(), { key: "PageDown" });
    await saysHour("Day 1, 0 hours");
  });

  it("jumps to the next change and back", async () => {
    slideTo(await slider(), 30);
    tap(await screen.findByRole("button", { name: "Next change" }));
    await saysHour("Day 3, 48 hours");
    tap(screen.getByRole("button", { name: "Previous change" }));
    await saysHour("Day 2, 24 hours");
    for (let times = 0; times < 3; times += 1) tap(screen.getByRole("button", { name: "Next change" }));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Next change" }).disabled).toBe(true);
  });

  it("takes a report of the patient for this hour, and says when it is too early", async () => {
    slideTo(await slider(), 5);
    tap(await screen.findByLabelText("Skin healed"));
    await screen.findByText(/^Skin healed: reported, day 1, 5 hours\. This is too early/);
    tap(screen.getByLabelText("Skin healed"));
    slideTo(await slider(), 50);
    tap(screen.getByLabelText("Skin healed"));
    await screen.findByText(/^Skin healed: reported, day 3, \d+:00.*\.$/);
    expect(screen.getByLabelText("Redness now")).toBeTruthy();
  });
});

describe("the map of the usual questions", () => {
  const cell = (name: RegExp): Promise<HTMLElement> => screen.findByRole("gridcell", { name });

  beforeEach(() => {
    network({ ...all, [REPORTS]: { ...fine, issues: [{ kind: "contradiction", rule_ids: ["sauna"], problem: "", resolved: false }] } });
    render(<Desk />);
  });

  it("counts what is answered, silent and open", async () => {
    await screen.findByText(/^The sheet answers \d+ of 41 questions\.$/);
    expect(screen.getByText(/^It does not mention: .*Alcohol/)).toBeTruthy();
    expect(screen.getByText(/^It mentions only parts of: .*Exercise/)).toBeTruthy();
    expect(screen.getByText("To be settled: Sauna.")).toBeTruthy();
  });

  it("names a cell in words, with its span and what is open", async () => {
    const sauna = await cell(/^Sauna, Day 1, 0 hours to Day 3, 48 hours: Not allowed, Two rules contradict each other$/);
    expect(sauna.querySelector("[aria-hidden]")?.textContent).toBe("N!");
  });

  it("shows the sentence and the rule of a cell, and moves the preview there", async () => {
    tap(await cell(/^Swimming, Day 4, 11:00/));
    await saysHour("Day 4, 11:00 AM");
    expect(screen.getByRole("heading", { name: /^Swimming · Day 4, 11:00/ })).toBeTruthy();
    expect(screen.getByText("Swimming: no longer forbidden. Your sheet says nothing more.")).toBeTruthy();
    expect(screen.getByText("The rule on swimming.")).toBeTruthy();
  });

  it("is read with the arrow keys, and followed with Enter", async () => {
    const sauna = await cell(/^Sauna, Day 1/);
    await cell(/^Touching/); // the last row is there
    void act(() => sauna.focus());
    fireEvent.keyDown(sauna, { key: "ArrowRight" });
    expect(document.activeElement?.textContent).toMatch(/Sauna, Day 3, 48 hours/);
    fireEvent.keyDown(document.activeElement ?? sauna, { key: "ArrowUp" });
    expect(document.activeElement?.textContent).toMatch(/Swimming, Day 1, 0 hours/);
    fireEvent.keyDown(document.activeElement ?? sauna, { key: "ArrowUp" });
    fireEvent.keyDown(document.activeElement ?? sauna, { key: "Enter" });
    await saysHour("Day 1, 0 hours");
    expect(screen.getByRole("heading", { name: "Washing hair · Day 1, 0 hours" })).toBeTruthy();
  });
});
