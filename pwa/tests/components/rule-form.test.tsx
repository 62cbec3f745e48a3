// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { button, CONTENT, inGroup, openDesk, ruleWords, sentenceRow, startServer, type DraftServer } from "./desk";
import { clearPhone, completeBrowser, tap, type } from "./phone";

let server: DraftServer;

beforeEach(() => {
  completeBrowser();
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => run());
  Element.prototype.scrollIntoView = () => undefined;
  server = startServer();
});
afterEach(async () => {
  await act(async () => Promise.resolve());
  await clearPhone();
});

const pick = (field: HTMLElement, value: string): void => void fireEvent.change(field, { target: { value } });
const shortRules = (): readonly string[] => [...document.querySelectorAll(".sentence-rule")].map((each) => each.textContent);

describe("the rules under their sentence", () => {
  it("are read in words at the left, and one tap opens the fields of one", async () => {
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

  it("are added, written in own words, and removed", async () => {
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
