// @vitest-environment jsdom
/** The owner's view of the team: who works there, invitations, roles, and the end of a membership. */
import "fake-indexeddb/auto";
import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { MembershipEnding, Team as TeamShape } from "../../src/actions/team";
import Colleague from "../../src/screens/settings/colleague";
import Member from "../../src/screens/settings/member";
import Team from "../../src/screens/settings/team";
import { authSession } from "../../src/state/auth-session";
import { go } from "../../src/ui";
import { browserWithPasskeys, guardedNetwork } from "./passkeys";
import { bob, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap } from "./phone";

const TEAM = "GET /api/clinic/memberships";
const ROLE = "PUT /api/clinic/memberships/frida/role";
const ENDING = "GET /api/clinic/memberships/frida/ending";
const END = "DELETE /api/clinic/memberships/frida";
const VOID = "DELETE /api/clinic/invitations/open";

const frida = { id: "frida", display_name: "Frida", role: "practitioner", started_at: "2026-03-03T10:00:00Z", last_seen_at: null, own: false } as const;
const own = { id: "bob", display_name: "Bob", role: "owner", started_at: "2026-01-03T10:00:00Z", last_seen_at: "2026-11-20T10:00:00Z", own: true } as const;
const invited = { id: "open", role: "owner", created_at: "2026-11-19T10:00:00Z", expires_at: "2026-11-26T10:00:00Z" } as const;
const team: TeamShape = { memberships: [own, frida], invitations: [invited], former: [] };
const ending: MembershipEnding = { display_name: "Frida", own: false, last_owner: false, devices: 2, diaries: 1, patients: 0, invitations: 3 };
const LOADED = { [TEAM]: team, [ENDING]: ending };

const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>("button", { name });
const rows = async (name: string) => (await within(await screen.findByRole("list", { name })).findAllByRole("listitem")).map((each) => each.textContent);
const showFrida = () => show(Member, { id: "frida" });

beforeEach(async () => {
  completeBrowser();
  browserWithPasskeys();
  network(LOADED);
  await preparePhone(bob, {});
  go("/settings/team");
});
afterEach(clearPhone);

describe("the team", () => {
  it("is listed with role, since when, and when each was last seen", async () => {
    show(Team);
    expect(await rows("Team")).toEqual([
      "Bob (you)Owner · since Jan 3, 2026Last seen Nov 20, 2026",
      "FridaPractitioner · since Mar 3, 2026Not signed in on any device",
    ]);
    expect(screen.getByRole("link", { name: /^Frida/ }).getAttribute("href")).toBe("/settings/team/frida");
    expect(screen.getByRole("link", { name: "Invite a colleague" }).getAttribute("href")).toBe("/settings/colleague");
  });

  it("says nothing of invitations if none is open", async () => {
    network({ [TEAM]: { ...team, invitations: [] } });
    show(Team);
    await rows("Team");
    expect(screen.queryByRole("heading", { name: "Open invitations" })).toBeNull();
  });

  it("lists open invitations, which can be made void", async () => {
    show(Team);
    expect(await rows("Open invitations")).toEqual(["OwnerMade Nov 19, 2026, works until Nov 26, 2026Void"]);
    tap(await button("Void the invitation of Nov 19, 2026"));
    await screen.findByRole("alert");
    const left = { ...team, invitations: [] };
    network({ [TEAM]: left, [VOID]: left });
    tap(await button("Void the invitation of Nov 19, 2026"));
    await waitFor(() => expect(screen.queryByRole("heading", { name: "Open invitations" })).toBeNull());
  });
});

describe("an invitation", () => {
  it("is for a practitioner unless the owner says otherwise", async () => {
    const invite = "POST /api/colleagues/invitation";
    const sent = network({ [invite]: { url: "https://diary.example/join#abc", qr_svg: "<svg/>", expires_at: "2026-11-26T10:00:00Z" } });
    show(Colleague);
    expect((await screen.findByLabelText<HTMLInputElement>(/^Practitioner/)).checked).toBe(true);
    tap(screen.getByLabelText(/^Owner/));
    tap(await button("Create invitation"));
    await screen.findByText("https://diary.example/join#abc");
    screen.getByText("Owner");
    expect(screen.queryByLabelText(/^Practitioner/)).toBeNull();
    expect(sent.find(({ call }) => call === invite)?.body).toEqual({ role: "owner" });
  });
});

describe("a member's role", () => {
  it("is changed with one tap", async () => {
    const sent = network({ ...LOADED, [ROLE]: team });
    showFrida();
    tap(await screen.findByLabelText(/^Owner/));
    await screen.findByText("The role has been changed.");
    expect(sent.find(({ call }) => call === ROLE)?.body).toEqual({ role: "owner" });
    await vi.waitFor(() => expect(sent.filter(({ call }) => call === TEAM)).toHaveLength(2));
  });

  it("stays if the server refuses the change, and the screen says why", async () => {
    network({ ...LOADED, [ROLE]: refusal("last-owner", 409) });
    showFrida();
    tap(await screen.findByLabelText(/^Owner/));
    expect((await screen.findByRole("alert")).textContent).toContain("only owner");
    expect(screen.getByLabelText<HTMLInputElement>(/^Practitioner/).checked).toBe(true);
  });
});

describe("the end of a membership", () => {
  it("is announced with all that ends", async () => {
    showFrida();
    await screen.findByRole("heading", { level: 1, name: "Frida" });
    const card = (await button("End membership")).closest(".card") as HTMLElement;
    expect(within(card).getAllByRole("listitem").map((line) => line.textContent)).toEqual([
      "No more access to your clinic’s records",
      "2 devices are signed out",
      "1 shared diary closes",
      "3 open invitations become void",
    ]);
  });

  it("names only what there is", async () => {
    network({ ...LOADED, [ENDING]: { ...ending, devices: 0, diaries: 0, invitations: 0 } });
    showFrida();
    const card = (await button("End membership")).closest(".card") as HTMLElement;
    expect(within(card).getAllByRole("listitem")).toHaveLength(1);
  });

  it("needs the passkey, and leads back to the team", async () => {
    const sent = guardedNetwork({ [END]: { done: true } }, LOADED);
    showFrida();
    tap(await button("End membership"));
    tap(await button("Use your passkey"));
    await screen.findByText("The membership of Frida has ended.");
    expect(sent.filter(({ call }) => call === END)).toHaveLength(2);
    expect(location.pathname).toBe("/settings/team");
  });

  it("says what has failed", async () => {
    network(LOADED);
    showFrida();
    tap(await button("End membership"));
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
  });

  it("is not offered for the only owner", async () => {
    network({ [TEAM]: team, "GET /api/clinic/memberships/bob/ending": { ...ending, display_name: "Bob", own: true, last_owner: true } });
    show(Member, { id: "bob" });
    await screen.findByText(/^A clinic always needs an owner/);
    expect(screen.queryByRole("button", { name: "End membership" })).toBeNull();
  });

  it("of one's own closes the session on this device, and erases nothing", async () => {
    const leaving = { ...ending, display_name: "Bob", own: true };
    network({ [TEAM]: { ...team, memberships: [] }, "GET /api/clinic/memberships/bob/ending": leaving, "DELETE /api/clinic/memberships/bob": { done: true } });
    localStorage.setItem("kept", "yes");
    show(Member, { id: "bob" });
    await screen.findByRole("heading", { name: "Leave the clinic" });
    tap(await button("End membership"));
    await vi.waitFor(() => expect(authSession.value.state).toBe("expired"));
    expect(localStorage.getItem("kept")).toBe("yes");
  });
});
