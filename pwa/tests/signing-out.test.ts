// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { completeSignIn } from "../src/actions/entrance/complete-sign-in";
import { signOut } from "../src/actions/entrance/sign-out";
import { openAuthSession, authSession, type Me } from "../src/state/auth-session";
import { database } from "../src/store/database";
import { setValue, getValue } from "../src/store/values";

const ALICE: Me = {
  id: "11111111-1111-4111-8111-111111111111",
  role: "patient",
  display_name: "Alice",
  language: "en",
  time_zone: "Europe/Berlin",
  skin_cues: [],
  clinic: null,
  is_owner: false, memberships: [],
};
const DORA: Me = { ...ALICE, id: "22222222-2222-4222-8222-222222222222", display_name: "Dora" };

/** Fake the server; returns the requested paths. */
function server(says: Record<string, () => Response | Promise<Response>>): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (address: string) => {
    const { pathname } = new URL(address, "https://diary.example");
    asked.push(pathname);
    return Promise.resolve(says[pathname]?.() ?? Response.json({ code: "not-signed-in" }, { status: 401 }));
  });
  return asked;
}

const offline = (): Promise<Response> => Promise.reject(new TypeError("Failed to fetch"));
const acknowledged = (): Response => Response.json({ done: true });
const noteOnPhone = async (): Promise<unknown> => getValue(await database(), "note");

beforeEach(async () => {
  localStorage.clear();
  await completeSignIn(ALICE);
  await setValue(await database(), "note", "Alice's own words");
});

describe("signing out", () => {
  it("erases everything of the person from the phone", async () => {
    server({ "/api/sign-out": acknowledged });
    await signOut();
    expect(await noteOnPhone()).toBeUndefined();
    expect(JSON.stringify(Object.entries(localStorage))).not.toContain("Alice");
    expect(authSession.value.state).toBe("out");
  });

  it("works offline, and ends the session on the server at the next start", async () => {
    server({ "/api/sign-out": offline });
    await signOut();
    expect(await noteOnPhone()).toBeUndefined();

    await openAuthSession();
    expect(authSession.value.state).toBe("out");

    const asked = server({ "/api/sign-out": acknowledged });
    await openAuthSession();
    expect(asked).toEqual(["/api/sign-out", "/api/me"]);
    expect(authSession.value.state).toBe("out");
  });
});

describe("a session that has expired", () => {
  it("keeps the local data until its owner is back", async () => {
    server({});
    await openAuthSession();
    await vi.waitFor(() => expect(authSession.value.state).toBe("expired"));
    await completeSignIn(ALICE);
    expect(await noteOnPhone()).toBe("Alice's own words");
  });

  it("erases the local data when somebody else signs in", async () => {
    await completeSignIn(DORA);
    expect(await noteOnPhone()).toBeUndefined();
  });
});

describe("opening the app", () => {
  it("shows the stored person when offline", async () => {
    server({ "/api/me": offline });
    authSession.value = { state: "unknown" };
    await openAuthSession();
    expect(authSession.value).toMatchObject({ state: "in", me: { display_name: "Alice" } });
  });

  it("updates the person from the server", async () => {
    server({ "/api/me": () => Response.json({ ...ALICE, display_name: "Alice B." }) });
    await openAuthSession();
    await vi.waitFor(() => expect(authSession.value).toMatchObject({ state: "in", me: { display_name: "Alice B." } }));
  });
});
