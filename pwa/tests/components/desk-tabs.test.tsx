// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SheetAutosave, type SaveState } from "../../src/actions/sheet-autosave";
import { openSheet } from "../../src/actions/sheet-drafts";
import { CONTENT, ID, openDesk, setUpDesk, startServer, tearDownDesk } from "./desk";
import { database } from "../../src/store/database";
import { findSheet } from "../../src/store/sheets";
import { tap, type } from "./phone";
import { notify } from "../../src/store/channel";

beforeEach(() => {
  setUpDesk();
});
afterEach(tearDownDesk);

describe("two tabs of one browser", () => {
  it("agree: what is typed in one appears in the other, and neither is asked to choose", async () => {
    const server = startServer();
    await openDesk();
    const other = new SheetAutosave(await openSheet(ID), () => undefined);
    const stop = other.start();
    other.change({ ...CONTENT, document: { ...CONTENT.document, title: "Peel at the harbour" } });
    await waitFor(async () => {
      notify("changed"); // as the other tab's message does
      await screen.findByRole("heading", { level: 1, name: "Peel at the harbour" }, { timeout: 50 });
    });
    await other.flush();
    expect(server.stored?.document.title).toBe("Peel at the harbour");
    await waitFor(async () => expect((await findSheet(await database(), ID))?.base).toMatchObject({ document: { title: "Peel at the harbour" } }));
    notify("changed");
    await act(async () => new Promise((resolve) => void setTimeout(resolve, 50))); // reading the store takes a moment
    tap(screen.getByLabelText("Sheet details"));
    type(screen.getByLabelText("Publisher"), "!");
    await waitFor(() => expect(server.stored?.document.publisher).toBe("Clinic!"), { timeout: 4000 });
    expect(server.stored?.document.title).toBe("Peel at the harbour");
    expect(screen.queryByText("Another device changed this draft")).toBeNull();
    stop();
  });
});

describe("a desk that was left", () => {
  const title = (words: string): typeof CONTENT => ({ ...CONTENT, document: { ...CONTENT.document, title: words } });

  it("tries nothing again without a network: the next visit sends it", async () => {
    const server = startServer();
    const states: SaveState[] = [];
    const autosave = new SheetAutosave(await openSheet(ID), (state) => states.push(state));
    const leave = autosave.start();
    server.offline = true;
    autosave.change(title("Written offline"));
    await autosave.flush();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    leave();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(states.filter(({ kind }) => kind === "waiting")).toHaveLength(2);
    server.offline = false;
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    expect(server.uploads).toBe(0);
  });

  it("sends what was changed while it was sending", async () => {
    const server = startServer();
    const autosave = new SheetAutosave(await openSheet(ID), () => undefined);
    const leave = autosave.start();
    autosave.change(title("First"));
    const sending = autosave.flush();
    autosave.change(title("Second"));
    leave();
    await sending;
    await waitFor(() => expect(server.stored?.document.title).toBe("Second"));
  });
});
