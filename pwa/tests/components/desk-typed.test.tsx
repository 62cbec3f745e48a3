// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eraseEverything } from "../../src/store/erase";
import { button, openDesk, sentenceRow, setUpDesk, tearDownDesk, type DraftServer } from "./desk";
import { tap } from "./phone";

let server: DraftServer;

beforeEach(() => {
  server = setUpDesk();
});
afterEach(tearDownDesk);

const field = (): HTMLTextAreaElement => screen.getByLabelText("Wording of the sentence");
const write = (value: string): void => void fireEvent.input(field(), { target: { value } });
const isUnsaved = (text: string): boolean => sentenceRow(text).textContent.includes("Text not saved yet");

describe("a text that is half typed", () => {
  it("is still there after another sentence was chosen, and says so in the list", async () => {
    await openDesk();
    tap(await button("Change text"));
    write("No sauna for tw");
    tap(sentenceRow("Come by bus."));
    expect(screen.queryByLabelText("Wording of the sentence")).toBeNull();
    expect(isUnsaved("No sauna.")).toBe(true);
    expect(isUnsaved("Come by bus.")).toBe(false);
    tap(sentenceRow("No sauna."));
    expect(field().value).toBe("No sauna for tw");
  });

  it("survives closing the tab, also for a new sentence", async () => {
    await openDesk();
    tap(await button("Add sentence"));
    write("No steam ro");
    cleanup();
    await openDesk();
    expect(isUnsaved("No sauna.")).toBe(true);
    tap(sentenceRow("No sauna."));
    expect(field().value).toBe("No steam ro");
  });

  it("stays with its sentence when another sentence is added above", async () => {
    await openDesk();
    tap(await button("Change text"));
    write("No sauna for tw");
    tap(screen.getByRole("button", { name: /^The first days/ }));
    tap(await button("Add sentence"));
    write("No steam room.");
    server.offline = true;
    tap(await button("Save text"));
    await waitFor(() => expect(sentenceRow("No steam room.")).toBeTruthy());
    expect(isUnsaved("No steam room.")).toBe(false);
    tap(sentenceRow("No sauna."));
    expect(field().value).toBe("No sauna for tw");
  });

  it("is gone once it is saved or cancelled, and when the device is erased", async () => {
    await openDesk();
    tap(await button("Change text"));
    write("No sauna at all.");
    tap(await button("Cancel"));
    expect(isUnsaved("No sauna.")).toBe(false);
    tap(await button("Change text"));
    write("No sauna, please.");
    server.offline = true;
    tap(await button("Save text"));
    await waitFor(() => expect(sentenceRow("No sauna, please.")).toBeTruthy());
    expect(isUnsaved("No sauna, please.")).toBe(false);
    tap(await button("Change text"));
    write("Half");
    expect(JSON.stringify(localStorage)).toContain("Half");
    await eraseEverything();
    expect(JSON.stringify(localStorage)).not.toContain("Half");
  });
});
