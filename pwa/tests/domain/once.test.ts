import { describe, expect, it, vi } from "vitest";
import { once } from "../../src/domain/once";

describe("once", () => {
  it("makes the value when it is first asked for, and never again", () => {
    const make = vi.fn(() => ({ value: 1 }));
    const value = once(make);
    expect(make).not.toHaveBeenCalled();
    const first = value();
    expect(value()).toBe(first);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it("remembers that there is no value", () => {
    const make = vi.fn(() => undefined);
    const value = once(make);
    expect([value(), value()]).toEqual([undefined, undefined]);
    expect(make).toHaveBeenCalledTimes(1);
  });
});
