// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { button, inGroup, openDesk, ruleWords, sentenceRow, setUpDesk, tearDownDesk, type DraftServer } from "./desk";
import { tap, type } from "./phone";

let server: DraftServer;

beforeEach(() => {
  server = setUpDesk();
});
afterEach(tearDownDesk);

const says = (): HTMLTextAreaElement => screen.getByLabelText("Text in the app (English)");
const TOPICS = "Please choose what this rule is about.";

describe("a second rule of a sentence", () => {
  it("begins with the words of the sentence, scolds only after “Done”, and leads to the field", async () => {
    server.report = { document: null, issues: [], faults: [{ rule: "rule rule-2", field: "topics", line: null, column: null, problem: "is missing", expected: "names" }] };
    await openDesk();
    tap(sentenceRow("No make-up"));
    tap(await button("Add rule"));
    expect(says().value).toBe("No make-up for 24 hours.");
    await new Promise((resolve) => setTimeout(resolve, 700)); // the server has checked it by now
    expect(screen.queryByText(TOPICS)).toBeNull();
    tap(await button("Done"));
    expect(screen.getByText(TOPICS)).toBeTruthy();
    expect(screen.getByText("Something is missing. Please see the field marked above.")).toBeTruthy();
    expect(document.activeElement?.getAttribute("type")).toBe("search");
    type(inGroup("What it is about").getByRole("searchbox"), "sunscreen");
    fireEvent.keyDown(inGroup("What it is about").getByRole("searchbox"), { key: "Enter" });
    server.report = { document: null, issues: [], faults: [] };
    tap(await button("Done"));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Done" })).toBeNull());
    await waitFor(() => expect(server.stored?.document.rules[1]?.says).toBe("No make-up for 24 hours."), { timeout: 4000 });
  });
});

describe("after “Done”", () => {
  it("the desk says which words are in no rule yet", async () => {
    await openDesk();
    tap(sentenceRow("No make-up"));
    tap(await button("Change rule"));
    tap(inGroup("Ends").getByLabelText("3 days"));
    tap(await button("Done"));
    expect(screen.getByText("Underlined, so in no rule yet: 24")).toBeTruthy();
  });
});

describe("another time", () => {
  it("begins without an invented number, and keeps its field while it is typed", async () => {
    await openDesk();
    tap(sentenceRow("No make-up"));
    tap(await button("Change rule"));
    const begins = inGroup("Begins");
    tap(begins.getByLabelText("other …"));
    fireEvent.change(begins.getByLabelText("Kind of time"), { target: { value: "day" } });
    const day = begins.getByLabelText<HTMLInputElement>("Day");
    expect(day.value).toBe("");
    expect(begins.queryByRole("alert")).toBeNull();
    expect(ruleWords()).toEqual(["Avoid make-up for 24 hours"]);
    type(day, "5");
    expect(ruleWords()[0]).toContain("from day 5");
    expect(begins.getByLabelText("Day")).toBe(day);
  });
});
