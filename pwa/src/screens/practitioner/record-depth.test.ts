// @vitest-environment jsdom
import { expect, it } from "vitest";
import { nextDepth } from "./record-depth";

it.each([["", "0.1"], ["0.1", "0.2"], ["0,45", "0.5"], ["0.5", "0.75"], ["1.6", "1.75"], ["2.75", "3"], ["3", undefined], ["7", undefined], ["deep", undefined]])(
  "from “%s” the next depth is %s", (typed, next) => expect(nextDepth(typed, 1)).toBe(next),
);

it.each([["", undefined], ["0.1", undefined], ["0.5", "0.4"], ["0,55", "0.5"], ["1", "0.75"], ["7", "3"], ["deep", undefined]])(
  "from “%s” the depth before is %s", (typed, next) => expect(nextDepth(typed, -1)).toBe(next),
);
