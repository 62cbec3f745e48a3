// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { onNextToken, takeToken } from "./link-token";

/** The browser tells of a changed # a moment later. */
const hashChanged = (): Promise<void> => new Promise((go) => addEventListener("hashchange", () => setTimeout(go), { once: true }));

describe("the token of a one-time link", () => {
  let stop: () => void = () => undefined;
  beforeEach(() => history.replaceState(null, "", "/join?next=%2Fask"));
  afterEach(() => stop());

  it("is taken out of the address bar at once, and only it", () => {
    history.replaceState(null, "", "/join?next=%2Fask#first");
    expect(takeToken()).toBe("first");
    expect(location.href).toMatch(/\/join\?next=%2Fask$/);
    expect(takeToken()).toBeUndefined();
  });

  it("is taken again from every link opened while the page is on screen, the same one too", async () => {
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

  it("is left alone when nobody listens any more", async () => {
    const taken: string[] = [];
    onNextToken((token) => taken.push(token))();
    const change = hashChanged();
    location.hash = "first";
    await change;
    expect(taken).toEqual([]);
  });
});
