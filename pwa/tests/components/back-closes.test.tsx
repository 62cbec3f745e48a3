// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadMessages } from "../../src/i18n";
import { BottomSheet, go } from "../../src/ui";
import { completeBrowser, tap } from "./phone";

type Panel = "rule" | "call";

/** A screen with a panel; a second one lies on top of it or takes its place. */
function Today() {
  const [open, setOpen] = useState<readonly Panel[]>([]);
  const close = (panel: Panel): void => setOpen((all) => all.filter((each) => each !== panel));
  return (
    <>
      <button onClick={() => setOpen(["rule"])}>Show rule</button>
      <BottomSheet open={open.includes("rule")} title="Rule" onClose={() => close("rule")}>
        <button onClick={() => setOpen(["rule", "call"])}>Call from here</button>
        <button onClick={() => setOpen(["call"])}>Call instead</button>
        <button onClick={() => go("/ask")}>Ask</button>
      </BottomSheet>
      <BottomSheet open={open.includes("call")} title="Call" onClose={() => close("call")}>Number</BottomSheet>
    </>
  );
}

const panels = (): readonly string[] => [...document.querySelectorAll("dialog h2")].map(({ textContent }) => textContent);

async function goBack(): Promise<void> {
  const gone = new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
  history.back();
  await gone;
}

describe("going back", () => {
  let before = 0;

  beforeEach(async () => {
    completeBrowser();
    await loadMessages("core");
    go("/diary");
    go("/");
    before = history.length;
    render(<Today />);
    tap(screen.getByRole("button", { name: "Show rule" }));
    expect(panels()).toEqual(["Rule"]);
  });

  afterEach(cleanup);

  it("closes a panel and stays on its screen, then leaves the screen", async () => {
    await goBack();
    await waitFor(() => expect(panels()).toEqual([]));
    expect(location.pathname).toBe("/");
    await goBack();
    expect(location.pathname).toBe("/diary");
  });

  it("closes panels that lie on top of each other one by one", async () => {
    tap(screen.getByRole("button", { name: "Call from here" }));
    expect(panels()).toEqual(["Rule", "Call"]);
    await goBack();
    await waitFor(() => expect(panels()).toEqual(["Rule"]));
    await goBack();
    await waitFor(() => expect(panels()).toEqual([]));
    expect(location.pathname).toBe("/");
  });

  it("closes the panel that took the place of another, and stays on the screen", async () => {
    tap(screen.getByRole("button", { name: "Call instead" }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(panels()).toEqual(["Call"]);
    await goBack();
    await waitFor(() => expect(panels()).toEqual([]));
    expect(location.pathname).toBe("/");
    await goBack();
    expect(location.pathname).toBe("/diary");
  });

  it("leads past a panel that was closed otherwise", async () => {
    tap(screen.getByRole("button", { name: "Close" }));
    await goBack();
    await waitFor(() => expect(location.pathname).toBe("/diary"));
  });

  it("leads past the upper of two panels that was closed otherwise, and closes the lower", async () => {
    tap(screen.getByRole("button", { name: "Call from here" }));
    tap(within(screen.getByRole("dialog", { name: "Call" })).getByRole("button", { name: "Close" }));
    expect(panels()).toEqual(["Rule"]);
    await goBack();
    await waitFor(() => expect(panels()).toEqual([]));
    expect(location.pathname).toBe("/");
  });

  it("never undoes the way to a screen that follows the end of a panel at once", async () => {
    tap(screen.getByRole("button", { name: "Close" }));
    go("/erased", { replace: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(location.pathname).toBe("/erased");
    await goBack(); // the screen that was replaced is left out
    await waitFor(() => expect(location.pathname).toBe("/diary"));
  });

  it("from a screen that a panel led to leads to the screen below that panel", async () => {
    tap(screen.getByRole("button", { name: "Ask" }));
    expect([location.pathname, history.length]).toEqual(["/ask", before + 1]);
    await goBack();
    expect(location.pathname).toBe("/");
    expect(panels()).toEqual([]);
  });

  it("does not take the way to a part of the screen for the way back", async () => {
    tap(screen.getByRole("button", { name: "Close" }));
    location.hash = "main"; // as the link "Skip to content" does
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(location.pathname + location.hash).toBe("/#main");
  });
});
