// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { onNextToken, takeToken } from "./link-token";

/** Resolves after the next hashchange event, which browsers fire asynchronously. */
const hashChanged = (): Promise<void> => new Promise((go) => addEventListener("hashchange", () => setTimeout(go), { once: true }));

describe("the token of a one-time link", () => {
  let stop: () => void = () => undefined;
  beforeEach(() => history.replaceState(null, "", "/join?next=%2Fask"));
  afterEach(() => stop());

  it("is removed from the address at once, and nothing else is", () => {
    history.replaceState(null, "", "/join?next=%2Fask#first");
    expect(takeToken()).toBe("first");
    expect(location.href).toMatch(/\/join\?next=%2Fask$/);
    expect(takeToken()).toBeUndefined();
  });

  it("is taken from every link opened while the page is shown, even if it is the same link", async () => {
    const taken: string[] = [];
    stop = onNextToken((token) => taken.push(token));
    for (const token of ["first", "first", "second"]) {
      const change = hashChanged();
      location.hash = token;
      await change;
      expect(location.hash).toBe("");
    }
    expect(taken).toEqual(["first", "first", "second"]);
  });

  it("is not taken after listening has stopped", async () => {
    const taken: string[] = [];
    onNextToken((token) => taken.push(token))();
    const change = hashChanged();
    location.hash = "first";
    await change;
    expect(taken).toEqual([]);
  });
});
