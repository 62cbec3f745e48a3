// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { button, openDesk, ruleWords, SAUNA, sentenceRow, setUpDesk, tearDownDesk, type DraftServer } from "./desk";
import { tap } from "./phone";

let server: DraftServer;

beforeEach(() => {
  server = setUpDesk();
});
afterEach(tearDownDesk);

const write = (field: HTMLElement, value: string): void => void fireEvent.input(field, { target: { value } });

/** What the server reads in a sentence below the heading "The first days". */
function readAs(text: string, rule: typeof SAUNA): object {
  const line = { number: 2, text, start: 15, end: 15 + text.length, heading: false, state: "read", reason: "", rule_ids: [rule.id], proposal_ids: [], used: [], unused: [] };
  return { language: "en", lines: [line], rules: [rule], proposals: [], topics: {} };
}

describe("the text of the sheet", () => {
  it("is changed at the desk, read again, and saved", async () => {
    await openDesk();
    server.imported = readAs("No sauna for 3 days.", { ...SAUNA, until: "3d" });
    tap(await button("Change text"));
    write(screen.getByLabelText("Wording of the sentence"), "No sauna for 3 days.");
    tap(await button("Save text"));
    await waitFor(() => expect(sentenceRow("No sauna for 3 days.")).toBeTruthy());
    expect(ruleWords()).toEqual(["Avoid sauna for 3 days"]);
    await waitFor(() => expect(server.stored?.original?.text).toContain("No sauna for 3 days.\nCome by bus."), { timeout: 4000 });
    tap(await button("Undo"));
    expect(sentenceRow("No sauna.").textContent).toContain("Needs your decision");
  });

  it("gets a sentence, and loses one, also without a network", async () => {
    await openDesk();
    server.offline = true;
    tap(await button("Add sentence"));
    write(screen.getByLabelText("Wording of the sentence"), "No steam room.");
    tap(await button("Save text"));
    await waitFor(() => expect(sentenceRow("No steam room.").getAttribute("aria-current")).toBe("true"));
    tap(await button("Remove sentence"));
    expect(sentenceRow("No steam room.")).toBeUndefined();
    expect(sentenceRow("Come by bus.")).toBeTruthy();
  });

  it("has headings that can be left out, or be sentences", async () => {
    await openDesk();
    const heading = (): HTMLElement => screen.getByRole("button", { name: /^The first days/ });
    tap(heading());
    tap(await button("Leave out"));
    expect(heading().textContent).toBe("The first daysLeft out");
    tap(await button("Show heading"));
    expect(heading().textContent).toBe("The first days");
    tap(await button("Make sentence"));
    await waitFor(() => expect(sentenceRow("The first days").textContent).toContain("Needs your decision"));
    await waitFor(() => expect(server.stored?.original?.sentences[0]).toMatchObject({ heading: false, state: "decide" }), { timeout: 4000 });
  });
});
