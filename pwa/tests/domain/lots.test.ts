import { describe, expect, it } from "vitest";
import { joinLot, splitLot } from "../../src/domain/lots";
import { golden } from "../golden";

interface Case {
  readonly line: string;
  readonly product: string;
  readonly lot: string;
}

describe("a line that names a product", () => {
  it.each(golden<Case>("lots").map((each) => [each.line, each] as const))("“%s” is split into the product and its lot", (line, { product, lot }) => {
    expect(splitLot(line)).toEqual({ product, lot });
  });

  it("is written with the sign that is on the package", () => {
    expect(joinLot({ product: " Serum ", lot: " A1 " })).toBe("Serum, LOT A1");
    expect(joinLot({ product: "Serum", lot: " " })).toBe("Serum");
    expect(joinLot({ product: "", lot: "A1" })).toBe("LOT A1");
    expect(joinLot({ product: "", lot: "" })).toBe("");
  });
});
