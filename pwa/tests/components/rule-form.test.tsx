// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { button, CONTENT, inGroup, openDesk, ruleWords, sentenceRow, setUpDesk, tearDownDesk, version, type DraftServer } from "./desk";
import { tap, type } from "./phone";

let server: DraftServer;

beforeEach(() => {
  server = setUpDesk();
});
afterEach(tearDownDesk);

const pick = (field: HTMLElement, value: string): void => void fireEvent.change(field, { target: { value } });
const shortRules = (): readonly string[] => [...document.querySelectorAll(".sentence-rule")].map((each) => each.textContent);

describe("the rules under their sentence", () => {
  it("are read in words on the left, and one tap opens the fields of one", async () => {
    await openDesk();
    expect(shortRules()).toEqual(["Avoid make-up · for 24 hours"]);
    tap(await button("Avoid make-up · for 24 hours"));
    expect(sentenceRow("No make-up").getAttribute("aria-current")).toBe("true");
    tap(inGroup("Ends").getByLabelText("2 weeks"));
    expect(shortRules()).toEqual(["Avoid make-up · for 2 weeks"]);
  });

  it("show conditions too, since a rule is checked by reading them", async () => {
    await openDesk();
    tap(await button("Avoid make-up · for 24 hours"));
    pick(screen.getByLabelText("Conditions"), "if now:sore");
    pick(screen.getByLabelText("How often"), "each wash");
    expect(shortRules()[0]).toMatch(/^Avoid make-up · .*wash.* · for 24 hours · if “.+” right now$/);
  });
});

describe("the usual times", () => {
  const open = async (): Promise<void> => {
    await openDesk();
    tap(await button("Avoid make-up · for 24 hours"));
  };

  it("are one tap each; exact pickers open with “other” and close with a usual time", async () => {
    await open();
    expect(inGroup("Ends").getByLabelText<HTMLInputElement>("24 hours").checked).toBe(true);
    expect(inGroup("Ends").queryByLabelText("Number")).toBeNull();
    tap(inGroup("Ends").getByLabelText("until the skin has healed"));
    tap(inGroup("Begins").getByLabelText("from the next morning"));
    expect(ruleWords()).toEqual(["Avoid make-up from the next morning, until the skin has healed"]);
    tap(inGroup("Ends").getByLabelText("other …"));
    expect(inGroup("Ends").getByLabelText("Kind of time")).toBeTruthy();
    tap(inGroup("Ends").getByLabelText("no end"));
    expect(inGroup("Ends").queryByLabelText("Kind of time")).toBeNull();
    tap(inGroup("Begins").getByLabelText("at once"));
    expect(ruleWords()).toEqual(["Avoid make-up"]);
  });

  it("keep a rarer time of the rule beside them", async () => {
    await open();
    tap(inGroup("Ends").getByLabelText("other …"));
    const number = inGroup("Ends").getByLabelText<HTMLInputElement>("Number");
    fireEvent.input(number, { target: { value: "" } });
    type(number, "36");
    tap(await button("Done"));
    tap(await button("Change rule"));
    expect(inGroup("Ends").getByLabelText<HTMLInputElement>("for 36 hours").checked).toBe(true);
  });

  it("name several times a day, which the exact pickers also can", async () => {
    await open();
    pick(screen.getByLabelText("How often"), ">=2/day");
    expect(ruleWords()).toEqual(["Avoid make-up at least twice a day for 24 hours"]);
    pick(screen.getByLabelText("How often"), "other");
    type(screen.getByLabelText("Number"), "0");
    await waitFor(() => expect(server.stored?.document.rules[0]?.every).toBe(">=20/day"));
  });
});

describe("conditions", () => {
  it("are those that fit the sheet: what its rules and its text name, and the common ones", async () => {
    await openDesk();
    tap(await button("Avoid make-up · for 24 hours"));
    const offered = [...screen.getByLabelText<HTMLSelectElement>("Conditions").options].map(({ value }) => value);
    expect(offered).toContain("if prescribed");
    expect(offered.join()).not.toMatch(/b5-layer|retinol-layer|cosmetic-needling/);
    expect(CONTENT.original?.text).not.toMatch(/retinol/i);
  });

  it("are added, written in the author's own words, and removed", async () => {
    await openDesk();
    tap(await button("Avoid make-up · for 24 hours"));
    pick(screen.getByLabelText("Conditions"), "unless prescribed");
    expect(ruleWords()[0]).toMatch(/unless “Prescribed by a doctor”$/);
    pick(screen.getByLabelText("Conditions"), "own");
    type(screen.getByLabelText("Condition in a few words"), "cold sore");
    tap(await button("Add"));
    expect(ruleWords()[0]).toMatch(/if “cold sore”/i);
    tap(await button("Remove Not if: Prescribed by a doctor"));
    expect(ruleWords()[0]).not.toMatch(/unless/);
  });
});

describe("the text in the app", () => {
  it("is rewritten with one tap when the rule has got another time", async () => {
    await openDesk();
    tap(await button("Avoid make-up · for 24 hours"));
    expect(screen.queryByText(/no longer fits/)).toBeNull();
    tap(inGroup("Ends").getByLabelText("48 hours"));
    expect(screen.getByText("Patients read “24 hours”, but the rule says 48 hours.")).toBeTruthy();
    tap(await button("Rewrite text"));
    expect(screen.getByLabelText<HTMLTextAreaElement>("Text in the app (English)").value).toBe("No make-up for 48 hours.");
    expect(screen.queryByText(/no longer fits/)).toBeNull();
    await waitFor(() => expect(server.stored?.document.rules[0]?.says).toBe("No make-up for 48 hours."));
  });
});

describe("suggestions", () => {
  it("are dismissed, and come back with undo", async () => {
    await openDesk();
    tap(await button("Dismiss"));
    expect(screen.queryByRole("button", { name: "Accept rule" })).toBeNull();
    tap(screen.getAllByRole("button", { name: "Undo" }).at(-1) as HTMLElement);
    expect(await button("Accept rule")).toBeTruthy();
  });

  it("come back when the rule that was accepted is removed", async () => {
    await openDesk();
    tap(sentenceRow("No sauna."));
    tap(await button("Accept rule"));
    tap(sentenceRow("No sauna."));
    tap(await button("Remove"));
    expect(await button("Accept rule")).toBeTruthy();
    expect(ruleWords()).toEqual([]);
  });
});

describe("a topic of the clinic's own", () => {
  it("says what is missing, and can belong to no known family", async () => {
    server.stored = version({ ...CONTENT, document: { ...CONTENT.document, languages: ["en", "de"] } });
    await openDesk();
    tap(await button("Avoid make-up · for 24 hours"));
    type(inGroup("What it is about").getByRole("searchbox"), "peel veil");
    tap(await button("Add “peel veil” as new"));
    expect(screen.getByText("Still missing: what people call it in German and what it is a kind of.")).toBeTruthy();
    type(screen.getByLabelText("What people call it in German"), "Peelschleier");
    tap(screen.getByLabelText("None of these: a topic of its own"));
    expect(screen.queryByText(/Still missing/)).toBeNull();
    tap(await button("Add topic"));
    await waitFor(() => expect(server.stored?.document.topics?.["peel-veil"]).toMatchObject({ in: [], words: { de: ["Peelschleier"] } }));
  });
});
