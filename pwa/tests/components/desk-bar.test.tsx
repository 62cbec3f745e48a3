// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SHOWN_MS } from "../../src/screens/author/desk/use-desk";
import { button, openDesk, sentenceRow, startServer } from "./desk";
import { clearPhone, completeBrowser, tap } from "./phone";

/** What the browser tells the desk when the bar has another height. */
let resize: () => void;

beforeEach(() => {
  completeBrowser();
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => run());
  vi.stubGlobal("ResizeObserver", class {
    constructor(run: () => void) {
      resize = run;
    }
    observe(): void {}
    disconnect(): void {}
  });
  startServer();
});
afterEach(async () => {
  vi.useRealTimers();
  await act(async () => Promise.resolve());
  await clearPhone();
});

const barHeight = (): string => document.documentElement.style.getPropertyValue("--desk-bar-height");

describe("the bar of the desk", () => {
  it("tells the styles its height whenever it changes, until the desk is left", async () => {
    const heights = [61, 104];
    vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(() => ({ height: heights[0] }) as DOMRect);
    await openDesk();
    await waitFor(() => expect(barHeight()).toBe("61px"));
    heights.shift();
    resize();
    expect(barHeight()).toBe("104px");
    await clearPhone();
    expect(barHeight()).toBe("");
  });

  it("says what was done for a while; afterwards Ctrl+Z still undoes it", async () => {
    await openDesk();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    tap(await button("Leave out"));
    expect(screen.getByText("Patients will not see this sentence.")).toBeTruthy();
    await act(async () => {
      await vi.advanceTimersByTimeAsync(SHOWN_MS);
    });
    expect(screen.queryByText("Patients will not see this sentence.")).toBeNull();
    void act(() => void fireEvent.keyDown(document.body, { key: "z", ctrlKey: true }));
    expect(sentenceRow("No sauna.").textContent).toContain("Needs your decision");
  });

  it("says it no longer on another tab", async () => {
    await openDesk();
    tap(await button("Leave out"));
    tap(screen.getByLabelText("Sheet details"));
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });
});
