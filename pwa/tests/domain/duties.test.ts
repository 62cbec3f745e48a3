import { describe, expect, it } from "vitest";
import { actsOfDuty, doneNow, dueAgain, stillToDo } from "../../src/domain/duties";
import { today } from "../../src/domain/today";
import type { Window } from "../../src/domain/timeline";
import { golden } from "../golden";
import { timeline } from "../records";

interface Row {
  readonly time_zone: string;
  readonly done_at: string;
  readonly act_at: string | null;
  readonly due_again: string | null;
}

interface Case {
  readonly window: Window;
  readonly acts: readonly string[];
  readonly rows: readonly Row[];
}

const ACTS = ["home", "wash", "outside", "touch"];
const instant = (at: string | null): number | null => (at === null ? null : Date.parse(at));

describe("a duty that was done", () => {
  it.each(golden<Case>("duties").map((each) => [`${each.window.rule.every ?? "without repetition"} from ${each.window.opens?.text ?? ""}`, each] as const))(
    "%s is due again when the server says",
    (_name, { window, acts, rows }) => {
      expect(actsOfDuty(window)).toEqual(acts);
      for (const { time_zone, done_at, act_at, due_again } of rows) {
        const states = act_at === null ? {} : Object.fromEntries(ACTS.map((act) => [`act:${act}`, Date.parse(act_at)]));
        expect(dueAgain(window, Date.parse(done_at), states, time_zone), `${done_at} ${act_at ?? ""}`).toBe(instant(due_again));
      }
    },
  );

  it("is no longer to be done, until it is due again", () => {
    const daily: Window = { ...{ opens: null, closes: null, needs: [], unless: [] }, rule: { id: "cream", verb: "do", topics: ["balm"], says: "", cite: "", every: "1/day", source: "sheet" } };
    const day = { ...timeline(), windows: [daily] };
    const noon = Date.parse("2026-11-20T11:00:00Z");
    const states = { "done:cream": noon };
    const midnight = Date.parse("2026-11-20T23:00:00Z");
    const left = (now: number): number => stillToDo(today(day, now, states).do, day, now, states).length;
    expect([noon, midnight - 1, midnight].map(left)).toEqual([0, 0, 1]);
    expect(doneNow(daily, noon, states, "Europe/Berlin")).toEqual({ at: noon, again: midnight });
    expect(doneNow(daily, noon, { "done:cream": false }, "Europe/Berlin")).toBeUndefined();
  });
});
