// @vitest-environment jsdom
/** The page of the design system, and the parts that it shows: toasts over dialogs, vibrations, motion. */
import { act, cleanup, render, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadMessages, setLanguage } from "../../src/i18n";
import DesignPage from "../../src/screens/design/design";
import { topics, topicsProblem } from "../../src/state/topics";
import { BottomSheet, go, toast, Toasts } from "../../src/ui";
import { haptic } from "../../src/ui/haptics";
import { ICONS } from "../../src/ui/icon";
import { followWay, wayBetween } from "../../src/ui/motion";
import { DRAWINGS } from "../../src/ui/topic-icon";
import { completeBrowser, tap } from "./phone";
import { builtIn } from "../topics";

beforeEach(async () => {
  completeBrowser();
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(builtIn())));
  await loadMessages("core", "problems");
});
afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  Reflect.deleteProperty(navigator, "vibrate");
  [topics.value, topicsProblem.value] = [undefined, undefined];
  await setLanguage("en");
});

async function openPage(): Promise<void> {
  render(<><DesignPage /><Toasts /></>);
  await screen.findByRole("heading", { name: "Buttons" });
}

describe("the design page", () => {
  it("shows every part, every icon by name, and which topics a drawing stands for", async () => {
    await openPage();
    for (const heading of ["Colours", "Type", "Space", "Choices", "Fields", "Notices", "Loading", "Error", "Offline", "Motion"]) {
      expect(screen.getByRole("heading", { name: heading })).toBeTruthy();
    }
    for (const name of [...Object.keys(ICONS), ...Object.keys(DRAWINGS)]) expect(screen.getAllByText(name).length).toBeGreaterThan(0);
    expect(screen.getAllByText("ink / paper")).toHaveLength(2);
    expect(await screen.findByText(/Tinted sunscreen/)).toBeTruthy();
  });

  it("changes its language and its look", async () => {
    await openPage();
    tap(screen.getByRole("radio", { name: "Deutsch" }));
    await screen.findByRole("heading", { name: "Knöpfe" });
    tap(screen.getByRole("radio", { name: "dunkel" }));
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    tap(screen.getByRole("radio", { name: "hell" }));
    expect(document.documentElement.dataset["theme"]).toBe("light");
  });

  it("lets parts be tried: choices, scores, dialogs, motion", async () => {
    await openPage();
    tap(screen.getAllByRole("radio", { name: "Photos" })[0] as HTMLElement);
    tap(screen.getByRole("checkbox", { name: "Days" }));
    tap(within(screen.getByRole("group", { name: "Swelling" })).getByRole("radio", { name: "Moderate" }));
    tap(screen.getByRole("switch"));
    expect(screen.getByRole<HTMLInputElement>("switch").checked).toBe(false);
    tap(screen.getByRole("button", { name: "Show again" }));
    tap(screen.getByRole("button", { name: "Open dialog" }));
    const dialog = screen.getByRole("dialog");
    tap(within(dialog).getByRole("button", { name: "Show toast" }));
    expect(await within(dialog).findByText("The link has been copied.")).toBeTruthy();
    tap(within(dialog).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("says why topics have no names where the server cannot be reached", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
    await openPage();
    await vi.waitFor(() => expect(screen.getAllByText(/There is no network right now/).length).toBe(2));
  });
});

describe("a toast", () => {
  const shown = (dialog: boolean) => (
    <>
      <BottomSheet open={dialog} title="Rule" onClose={() => undefined}>words</BottomSheet>
      <Toasts />
    </>
  );

  it("is inside the dialog on top, where it can be tapped, and back on the screen when that is closed", async () => {
    const run = vi.fn();
    const { rerender } = render(shown(true));
    void act(() => toast("Deleted", { label: "Undo it", run }));
    const inDialog = await within(screen.getByRole("dialog")).findByText("Deleted");
    expect(screen.getAllByText("Deleted")).toEqual([inDialog]);
    rerender(shown(false));
    expect((await screen.findByText("Deleted")).closest("dialog")).toBeNull();
    tap(screen.getByRole("button", { name: "Undo it" }));
    expect(run).toHaveBeenCalledOnce();
    expect(screen.queryByText("Deleted")).toBeNull();
  });

  it("is shown by the upper one of two dialogs", async () => {
    render(<><BottomSheet open title="Lower" onClose={() => undefined}>a</BottomSheet><BottomSheet open title="Upper" onClose={() => undefined}>b</BottomSheet></>);
    void act(() => toast("Copied here"));
    expect(await within(screen.getByRole("dialog", { name: "Upper" })).findByText("Copied here")).toBeTruthy();
    expect(screen.getAllByText("Copied here")).toHaveLength(1);
  });
});

describe("a vibration", () => {
  const withVibration = () => {
    const vibrate = vi.fn(() => true);
    Object.defineProperty(navigator, "vibrate", { value: vibrate, configurable: true });
    return vibrate;
  };

  it("differs for what was saved, taken and undone", () => {
    const vibrate = withVibration();
    haptic("save");
    haptic("shutter");
    haptic("undo");
    expect(new Set(vibrate.mock.calls.map((call) => JSON.stringify(call))).size).toBe(3);
  });

  it("does not come where the person wants less motion, nor where the phone cannot", () => {
    expect(() => haptic("save")).not.toThrow();
    const vibrate = withVibration();
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    haptic("save");
    expect(vibrate).not.toHaveBeenCalled();
  });

  it("can be tried on the design page", async () => {
    const vibrate = withVibration();
    await openPage();
    tap(screen.getByRole("button", { name: "shutter" }));
    expect(vibrate).toHaveBeenCalledOnce();
  });
});

describe("a screen comes", () => {
  it.each([
    ["/", "/diary", "forward"],
    ["/diary", "/ask", "back"],
    ["/settings", "/settings/data", "forward"],
    ["/settings/data/account", "/settings", "back"],
    ["/", "/settings", "forward"],
    ["/settings/data", "/settings/lock", "across"],
    ["/diary/compare", "/diary", "back"],
  ])("from %s to %s: %s", (from, to, way) => {
    expect(wayBetween(from, to)).toBe(way);
  });

  it("from its side once the person goes somewhere, and the first one does not move", () => {
    void act(() => go("/"));
    delete document.documentElement.dataset["way"];
    const stop = followWay();
    expect(document.documentElement.dataset["way"]).toBeUndefined();
    void act(() => go("/diary"));
    expect(document.documentElement.dataset["way"]).toBe("forward");
    void act(() => go("/diary?view=photos"));
    void act(() => go("/"));
    expect(document.documentElement.dataset["way"]).toBe("back");
    stop();
  });
});
