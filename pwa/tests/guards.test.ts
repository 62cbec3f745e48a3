import { describe, expect, it } from "vitest";
import { safeNext, redirectFor } from "../src/state/guards";
import type { Me, AuthSession } from "../src/state/auth-session";

const alice = { role: "patient" } as Me;
const bob = { role: "practitioner" } as Me;
const signedIn = (me: Me): AuthSession => ({ state: "in", me });

describe("who may be on a screen", () => {
  it.each<[string, "patient" | "practitioner" | undefined, string, AuthSession, string | undefined]>([
    ["Alice stays on her own screens", "patient", "/diary", signedIn(alice), undefined],
    ["Bob stays on his own screens", "practitioner", "/clinic/record", signedIn(bob), undefined],
    ["Alice is redirected from Bob's screens to her start screen", "practitioner", "/clinic", signedIn(alice), "/"],
    ["Bob is redirected from Alice's screens to his start screen", "patient", "/", signedIn(bob), "/clinic"],
    ["a person who is not signed in is redirected to sign-in", "patient", "/", { state: "out" }, "/sign-in"],
    ["and returns to the requested screen afterwards", "patient", "/share", { state: "out" }, "/sign-in?next=%2Fshare"],
    ["a person whose session has ended has to sign in again", "patient", "/diary", { state: "expired", me: alice }, "/sign-in?next=%2Fdiary"],
    ["anyone may join", undefined, "/join", { state: "out" }, undefined],
    ["the settings require a signed-in person", undefined, "/settings/devices", { state: "out" }, "/sign-in?next=%2Fsettings%2Fdevices"],
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
