// @vitest-environment jsdom
/** The owner hands a practitioner's patients over, and the patient decides about the diary. */
import "fake-indexeddb/auto";
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HandoverPreview, MembershipEnding, Team as TeamShape } from "../../src/actions/team";
import { Attention } from "../../src/screens/patient/today/attention";
import { Handover } from "../../src/screens/patient/today/handover";
import HandoverScreen from "../../src/screens/settings/handover";
import Member from "../../src/screens/settings/member";
import Team from "../../src/screens/settings/team";
import { database } from "../../src/store/database";
import { outboxItem } from "../../src/store/outbox";
import { go } from "../../src/ui";
import { treatment } from "../records";
import { browserWithPasskeys, guardedNetwork } from "./passkeys";
import { alice, bob, breakStore, clearPhone, completeBrowser, network, preparePhone, show, tap } from "./phone";

const TEAM = "GET /api/clinic/memberships";
const PREVIEW = "GET /api/clinic/memberships/frida/handover";
const HAND_OVER = "PUT /api/clinic/memberships/frida/handover";
const preview: HandoverPreview = { display_name: "Frida", patients: 3, sharing: 2, successors: [{ id: "greta", display_name: "Greta" }, { id: "bob", display_name: "Bob" }] };
const team: TeamShape = { memberships: [], invitations: [], former: [{ id: "frida", display_name: "Frida", ended_at: "2026-11-19T10:00:00Z" }] };
const ending: MembershipEnding = { display_name: "Frida", own: false, last_owner: false, devices: 0, diaries: 0, patients: 3, invitations: 0 };
const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });

beforeEach(completeBrowser);
afterEach(clearPhone);

describe("handing patients over", () => {
  const open = () => show(HandoverScreen, { id: "frida" });
  const lines = (): readonly (string | null)[] => [...document.querySelectorAll(".card li")].map((line) => line.textContent);

  beforeEach(async () => {
    browserWithPasskeys();
    await preparePhone(bob, {});
    go("/settings/team/frida/handover");
  });

  it("says what moves and what does not, and needs a colleague and the passkey", async () => {
    const sent = guardedNetwork({ [HAND_OVER]: { done: true } }, { [PREVIEW]: preview });
    open();
    await screen.findByText("A colleague takes over the patients of Frida.");
    expect(lines()).toEqual([
      "3 patients move to the colleague.",
      "2 of them share a diary with Frida. This ends. Afterglow asks each of them once whether to share it with the colleague.",
      "Your records stay as they are. They still say who treated.",
    ]);
    expect((await button("Hand over")).disabled).toBe(true);
    tap(screen.getByLabelText("Greta"));
    tap(await button("Hand over"));
    tap(await button("Use your passkey"));
    await screen.findByText("Greta looks after these patients now.");
    expect(sent.filter(({ call }) => call === HAND_OVER).at(-1)?.body).toEqual({ to: "greta" });
    expect(location.pathname).toBe("/settings/team");
  });

  it("chooses the only colleague, and says nothing of diaries that nobody shares", async () => {
    network({ [PREVIEW]: { ...preview, sharing: 0, successors: preview.successors.slice(0, 1) } });
    open();
    expect((await screen.findByLabelText<HTMLInputElement>("Greta")).checked).toBe(true);
    expect(lines()).toHaveLength(2);
  });

  it("says what has failed, and keeps the choice", async () => {
    network({ [PREVIEW]: preview });
    open();
    tap(await screen.findByLabelText("Bob"));
    tap(await button("Hand over"));
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    expect(screen.getByLabelText<HTMLInputElement>("Bob").checked).toBe(true);
  });

  it("says if there are no patients, or nobody who could take over", async () => {
    network({ [PREVIEW]: { ...preview, patients: 0 } });
    open();
    await screen.findByText("Frida has no patients at the moment.");
    cleanup();
    network({ [PREVIEW]: { ...preview, successors: [] } });
    open();
    expect((await screen.findByRole("link", { name: "Invite a colleague" })).getAttribute("href")).toBe("/settings/colleague");
  });

  it("is offered for a member with patients, and for one who has left", async () => {
    network({ [TEAM]: team, "GET /api/clinic/memberships/frida/ending": ending });
    show(Member, { id: "frida" });
    expect((await screen.findByRole("link", { name: /^Hand over patients/ })).getAttribute("href")).toBe("/settings/team/frida/handover");
    screen.getByText("Hand over the patients first, so that somebody looks after them.");
    cleanup();
    show(Team);
    const former = within(await screen.findByRole("list", { name: "No longer here" })).getByRole("link");
    expect([former.textContent, former.getAttribute("href")]).toEqual(["FridaLeft on Nov 19, 2026", "/settings/team/frida/handover"]);
  });
});

describe("the patient", () => {
  const asked = { ...treatment(), practitioner_name: "Frida", handover_open: true };
  const outbox = async () => (await (await database()).getAll("outbox")).map(({ key }) => key);
  const open = async (part: Partial<typeof asked> = {}): Promise<void> => {
    network({});
    await preparePhone(alice, { treatments: [{ ...asked, ...part }] });
    show(Attention);
  };

  it("is asked whether to share with the practitioner who has taken over", async () => {
    await open();
    await screen.findByRole("heading", { name: "Frida now looks after you" });
    screen.getByText("Your diary at Clinic is closed to Frida. Would you like to share it?");
    expect(screen.getByRole("link", { name: "Share diary" }).getAttribute("href")).toBe("/share");
  });

  it("declines with one tap, which is stored first and not asked again", async () => {
    await open();
    tap(await button("No, thanks"));
    await waitFor(() => expect(screen.queryByText("Frida now looks after you")).toBeNull());
    expect(await outbox()).toEqual(["decline:treatment"]);
    expect((await (await database()).get("treatments", "treatment"))?.handover_open).toBe(false);
  });

  it("is still asked if the answer could not be stored", async () => {
    await open();
    const repair = breakStore("outbox");
    tap(await button("No, thanks"));
    await screen.findByRole("alert");
    screen.getByText("Frida now looks after you");
    repair();
  });

  it.each(["grant", "decline"] as const)("is not asked while the answer waits to be sent (%s)", async (kind) => {
    await (await database()).put("outbox", outboxItem(kind, "g1", Date.now()));
    await open();
    expect(screen.queryByText("Frida now looks after you")).toBeNull();
  });

  it("is not asked about a treatment that the clinic has withdrawn", async () => {
    await open({ withdrawn_at: "2026-11-20T10:00:00Z" });
    expect(screen.queryByRole("button")).toBeNull();
  });

  it.each([{ practitioner_name: null }, { clinic_name: null }])("is not asked without names (%o)", async (unnamed) => {
    network({});
    await preparePhone(alice, { treatments: [{ ...asked, ...unnamed }] });
    show(() => <Handover treatment={{ ...asked, ...unnamed }} />);
    expect(screen.queryByRole("button")).toBeNull();
  });
});
