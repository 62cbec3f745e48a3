// @vitest-environment jsdom
/** The fields that most rules do not have. */
import "fake-indexeddb/auto";
import { act, fireEvent, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SheetRule } from "../../src/state/authoring";
import { CONTENT, inGroup, openDesk, ruleWords, startServer, version, type DraftServer } from "./desk";
import { choose, clearPhone, completeBrowser, tap, type } from "./phone";

let server: DraftServer;

/** Open the only rule of the draft. */
async function open(part: Partial<SheetRule>): Promise<void> {
  const [rule] = CONTENT.document.rules;
  server = startServer(version({ ...CONTENT, document: { ...CONTENT.document, rules: [{ ...rule, ...part } as SheetRule] } }));
  await openDesk();
  tap(document.querySelector(".sentence-rule") as HTMLElement);
}

/** Wait until the server has stored the rule like this. */
const stored = (part: Partial<SheetRule>): Promise<void> => vi.waitFor(() => expect(server.stored?.document.rules[0]).toMatchObject(part), 8_000);

/** Search a topic in the group of this name, and take the first result. */
function take(group: string, text: string): void {
  const search = inGroup(group).getByRole("searchbox");
  type(search, text);
  fireEvent.keyDown(search, { key: "Enter" });
}

beforeEach(() => {
  completeBrowser();
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => run());
});
afterEach(async () => {
  await act(async () => Promise.resolve());
  await clearPhone();
});

describe("the rarer fields", () => {
  it("of any rule are the area, what goes with it, and whether it is an exception", async () => {
    await open({ verb: "allow" });
    choose(screen.getByLabelText("Area of the body"), "Cheeks");
    tap(inGroup("Does this rule lift a ban in the sheet?").getByLabelText("Yes, it is an exception"));
    take("Allowed only together with", "sunscreen");
    expect(ruleWords()).toEqual(["Allowed: make-up for 24 hours, only with sunscreen, area: Cheeks, as an exception"]);
    await stored({ area: "cheeks", exception: true, with: ["sunscreen"] });
    choose(screen.getByLabelText("Area of the body"), "All areas");
    tap(inGroup("Does this rule lift a ban in the sheet?").getByLabelText("No"));
    expect(ruleWords()).toEqual(["Allowed: make-up for 24 hours, only with sunscreen"]);
  });

  it("of what to expect are the strength, how common it is, and how it develops", async () => {
    await open({ verb: "expect", topics: ["redness"] });
    choose(screen.getByLabelText("At most"), "Mild");
    choose(screen.getByLabelText("How common"), "most people");
    choose(screen.getByLabelText("How the symptom changes"), "gets weaker");
    expect(ruleWords()).toEqual(["Expect redness for 24 hours, at most mild"]);
    await stored({ up_to: "mild", grade: "most", trend: "falling" });
    choose(screen.getByLabelText("At most"), "not stated");
    expect(ruleWords()).toEqual(["Expect redness for 24 hours"]);
  });

  it("of what to tell the clinic is how it develops; a ban has no exception of its own", async () => {
    await open({ verb: "call", topics: ["redness"] });
    choose(screen.getByLabelText("How the symptom changes"), "gets stronger");
    await stored({ trend: "rising" });
    expect(screen.queryByLabelText("At most")).toBeNull();
    choose(screen.getByLabelText("Kind of rule"), "Avoid");
    expect(screen.queryByLabelText("How the symptom changes")).toBeNull();
    expect(screen.queryByRole("group", { name: "Does this rule lift a ban in the sheet?" })).toBeNull();
  });

  it("of a rule that allows only one thing is the family that is forbidden otherwise", async () => {
    await open({ verb: "only", topics: ["sunscreen"] });
    take("Nothing else of", "make-up");
    await stored({ family: ["make-up"] });
  });
});
