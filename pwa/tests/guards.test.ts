import { describe, expect, it } from "vitest";
import { safeNext, redirectFor } from "../src/state/guards";
import type { Me, Session } from "../src/state/session";

const alice = { role: "patient" } as Me;
const bob = { role: "practitioner" } as Me;
const signedIn = (me: Me): Session => ({ state: "in", me });

describe("who may be on a screen", () => {
  it.each<[string, "patient" | "practitioner" | undefined, string, Session, string | undefined]>([
    ["Alice stays on her own screens", "patient", "/diary", signedIn(alice), undefined],
    ["Bob stays on his", "practitioner", "/clinic/record", signedIn(bob), undefined],
    ["Alice is led home from Bob's", "practitioner", "/clinic", signedIn(alice), "/"],
    ["Bob is led home from Alice's", "patient", "/", signedIn(bob), "/clinic"],
    ["nobody is let in before signing in", "patient", "/", { state: "out" }, "/sign-in"],
    ["and comes back to where they wanted to go", "patient", "/share", { state: "out" }, "/sign-in?next=%2Fshare"],
    ["a session that has ended has to sign in again", "patient", "/diary", { state: "expired", me: alice }, "/sign-in?next=%2Fdiary"],
    ["anyone may join", undefined, "/join", { state: "out" }, undefined],
    ["settings belong to somebody", undefined, "/settings/devices", { state: "out" }, "/sign-in?next=%2Fsettings%2Fdevices"],
    ["both sides have settings", undefined, "/settings", signedIn(bob), undefined],
  ])("%s", (_, role, path, session, way) => {
    expect(redirectFor(role, path, session)).toBe(way);
  });
});

describe("after signing in", () => {
  it.each([
    ["/share", "/share"],
    ["/ask?about=gym", "/ask?about=gym"],
    [null, "/"],
    ["", "/"],
    ["https://elsewhere.example", "/"],
    ["//elsewhere.example", "/"],
    ["/\\elsewhere.example", "/"],
    ["javascript:alert(1)", "/"],
  ])("%s leads to %s, never to another site", (next, way) => {
    expect(safeNext(next, "patient")).toBe(way);
  });

  it("Bob goes to his queue if nothing was requested", () => {
    expect(safeNext(null, "practitioner")).toBe("/clinic");
  });
});
