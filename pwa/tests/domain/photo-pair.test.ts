import { describe, expect, it } from "vitest";
import type { Photo } from "../../src/domain/diary";
import { firstPair, pinned, seriesOf, showing, sides, stepped, swapped, turned, type PhotoPair } from "../../src/domain/photo-pair";
import { photo } from "../records";

const taken = (id: string, day: number, part: Partial<Photo> = {}): Photo => ({ ...photo(id), taken_at: `2026-11-${day}T12:00:00Z`, ...part });
const all = [
  ...[taken("a", 10), taken("b", 12), taken("c", 14), taken("d", 20, { treatment_id: "later" })],
  ...[taken("left-a", 11, { angle: "left" }), taken("left-b", 13, { angle: "left" }), taken("chin", 13, { angle: "close-up", area: "chin" })],
];
const begin = (id: string | null): PhotoPair => firstPair(all, id) as PhotoPair;
const ids = (pair: PhotoPair | undefined): string => (pair ? sides(pair).map(({ id }) => id).join(" ") : "");

describe("two photos beside each other", () => {
  it("begin with the chosen photo beside the first of its angle, whatever the session", () => {
    expect(ids(begin("d"))).toBe("a d");
    expect(ids(begin("left-b"))).toBe("left-a left-b");
  });

  it("begin with the first and the last, if the chosen one is the first or there is none", () => {
    expect(ids(begin("a"))).toBe("a d");
    expect(ids(begin(null))).toBe("a d");
    expect(firstPair([], null)).toBeUndefined();
  });

  it("begin with the clinic's baseline photo of the same treatment, else with the earliest one, before all others", () => {
    const [before, later] = [taken("before", 11, { entry_id: null }), taken("before-2", 19, { entry_id: null, treatment_id: "later" })];
    const both = [...all, before, later];
    expect(ids(firstPair(both, "c"))).toBe("before c");
    expect(ids(firstPair(both, "d"))).toBe("before-2 d");
    expect(ids(firstPair(both, "before"))).toBe("before d");
    expect(ids(firstPair([...all, before], "d"))).toBe("before d");
    expect(seriesOf(both, before).map(({ id }) => id)).toEqual(["before", "before-2", "a", "b", "c", "d"]);
  });

  it("a photo that is the only one of its angle stands alone", () => {
    expect(ids(begin("chin"))).toBe("chin");
    expect(ids(pinned(begin("chin"), all))).toBe("chin");
  });

  it("leaf through the angle without the pinned photo, and stop at the ends", () => {
    const pair = stepped(begin("d"), all, -1);
    expect(ids(pair)).toBe("a c");
    expect(ids(stepped(stepped(pair, all, -1), all, -1))).toBe("a b");
    expect(ids(stepped(begin("d"), all, 1))).toBe("a d");
  });

  it("go to the next angle at the day that is nearest, and back", () => {
    const left = turned(begin("c"), all, 1);
    expect(ids(left)).toBe("left-a left-b");
    expect(ids(turned({ ...begin("b"), shown: taken("b", 10) }, all, 1))).toBe("left-a left-b");
    expect(ids(turned(swapped(left), all, -1))).toBe("b a");
    expect(ids(turned(left, all, 1))).toBe("chin");
    expect(ids(turned(turned(left, all, 1), all, 1))).toBe("chin");
  });

  it("show any photo that is tapped; the pinned one is there already", () => {
    expect(ids(showing(begin("d"), all, all[1] as Photo))).toBe("a b");
    expect(ids(showing(begin("d"), all, all[0] as Photo))).toBe("a d");
    expect(ids(showing(begin("d"), all, all[4] as Photo))).toBe("left-b left-a");
    expect(ids(showing(begin("d"), all, all[6] as Photo))).toBe("chin");
  });

  it("pin the shown photo beside the next one, or beside the previous one at the end", () => {
    expect(ids(pinned(stepped(begin("d"), all, -1), all))).toBe("c d");
    expect(ids(pinned(begin("d"), all))).toBe("d c");
  });

  it("swap their sides, and keep them so", () => {
    expect(ids(stepped(swapped(begin("d")), all, -1))).toBe("c a");
  });
});
