// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import { signedIn, type Me } from "../../src/state/auth-session";
import { forgetLists, recallList, rememberList } from "../../src/state/list-memory";

const BOB: Me = { id: "bob", role: "practitioner", display_name: "Bob", language: "en", time_zone: "UTC", skin_cues: [], clinic: null, is_owner: false, memberships: [] };
const LEFT = { view: { text: "mue" }, pages: 2, scroll: 640 };

beforeEach(() => {
  forgetLists();
  signedIn(BOB);
});

describe("a list that was left", () => {
  it("is found again after a link inside the app, and after a reload", () => {
    rememberList("patients", LEFT);
    const entry: unknown = history.state;
    history.pushState(null, "", "/clinic");
    expect(recallList("patients")).toEqual(LEFT);
    forgetLists(); // a reload keeps only the entry of the history
    expect(recallList("patients")).toBeUndefined();
    history.replaceState(entry, "");
    expect(recallList("patients")).toEqual(LEFT);
  });

  it("is found by nobody else, in no other clinic, and not as another list", () => {
    rememberList("patients", LEFT);
    expect(recallList("queue")).toBeUndefined();
    signedIn({ ...BOB, clinic: { id: "other", name: "", phone: "", time_zone: "UTC" } });
    expect(recallList("patients")).toBeUndefined();
    signedIn({ ...BOB, id: "erin" });
    expect(recallList("patients")).toBeUndefined();
  });

  it("is forgotten, also in the history, when the person signs out", () => {
    rememberList("patients", LEFT);
    forgetLists();
    expect([recallList("patients"), history.state]).toEqual([undefined, null]);
  });
});
