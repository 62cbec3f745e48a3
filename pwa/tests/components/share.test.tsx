// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyDocument, type Treatment } from "../../src/domain/diary";
import { setLanguage } from "../../src/i18n";
import Share from "../../src/screens/patient/share/share";
import { syncOutcome } from "../../src/state/diary";
import { database } from "../../src/store/database";
import { outboxItem } from "../../src/store/outbox";
import { finding, review } from "../clinic-records";
import { grant, photo, reply, treatment } from "../records";
import { alice, breakStore, clearPhone, completeBrowser, delayed, network, preparePhone, refusal, show, tap } from "./phone";

const button = (name: string) => screen.findByRole("button", { name });
/** The newest toast's: that of an earlier test may still be there. */
const undoButton = async (): Promise<HTMLElement> => (await screen.findAllByRole("button", { name: "Undo" })).at(-1) as HTMLElement;
const openGrant = { ...grant("g1"), ends_at: new Date(Date.now() + 86_400_000).toISOString() };
const outboxKinds = async () => (await (await database()).getAll("outbox")).map(({ kind }) => kind);

const LINKS = "GET /api/my/share-links";
const NO_LINKS = { [LINKS]: { share_links: [] } };

beforeEach(() => {
  completeBrowser();
  network(NO_LINKS);
});
afterEach(async () => {
  await setLanguage("en");
  await clearPhone();
});

/** The grants that wait to be sent. */
interface Asked {
  readonly treatment_id: string;
  readonly photos: boolean;
  readonly notes: boolean;
  readonly ends_at: string;
}
const asked = async () => (await (await database()).getAll("outbox")).map(({ body }) => body as Readonly<Record<string, unknown>> & Asked);
const daysFromNow = (iso: string): number => Math.round((Date.parse(iso) - Date.now()) / 86_400_000);
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

describe("sharing", () => {
  it("is stored offline, and says that it starts once the phone is online", async () => {
    await preparePhone(alice);
    syncOutcome.value = "offline";
    show(Share);
    const share = await button("Share with Bob");
    tap(share);
    expect(share.getAttribute("aria-busy")).toBe("true");
    tap(share); // nothing more happens
    await screen.findByText("Sharing starts as soon as this device is online.");
    expect(await outboxKinds()).toEqual(["grant"]);
  });

  it("says when it could not be stored, and works on a retry", async () => {
    await preparePhone(alice);
    syncOutcome.value = "offline";
    show(Share);
    const repair = breakStore("outbox");
    tap(await button("Share with Bob"));
    expect((await screen.findByRole("alert")).textContent).toContain("This device is full");
    expect(await outboxKinds()).toEqual([]);
    repair();
    tap(await button("Try again"));
    await screen.findByText("Sharing starts as soon as this device is online.");
  });

  it("stays open, and says so, when stopping it could not be stored", async () => {
    await preparePhone(alice, { treatments: [treatment()], grants: [openGrant] });
    show(Share);
    const repair = breakStore("outbox");
    tap(await button("Stop sharing"));
    await screen.findByRole("alert");
    expect(screen.getByText("Shared with Bob")).toBeTruthy();
    repair();
    tap(await button("Try again"));
    await screen.findByText(/Sharing is being stopped|can still see your diary/);
    expect(await outboxKinds()).toEqual(["revoke"]);
  });

  it("shows why the preview did not load, with a retry", async () => {
    await preparePhone(alice);
    network({ ...NO_LINKS, "GET /api/my/treatments/treatment/preview?photos=true&notes=true&by_link=false": refusal("unexpected", 500) });
    show(Share);
    tap(await button("Show preview"));
    const dialog = await screen.findByRole("dialog");
    expect((await within(dialog).findByRole("alert")).textContent).toMatch(/There is no network|Something went wrong/);
    expect(within(dialog).getByRole("button", { name: "Try again" })).toBeTruthy();
  });

  it("says that nobody has viewed the diary", async () => {
    await preparePhone(alice);
    show(Share);
    await screen.findByText("Nobody has viewed your diary yet.");
  });

  it("without a clinic is possible by a link only", async () => {
    await preparePhone(alice, { treatments: [{ ...treatment(), clinic_name: null, practitioner_name: null, practitioner_id: null }] });
    show(Share);
    await button("Share by link");
    expect(screen.queryByRole("button", { name: /^Share with/ })).toBeNull();
  });

  it("says that nobody else can see the diary only when that is known", async () => {
    const links = delayed();
    network({ [LINKS]: links.answer });
    await preparePhone(alice);
    show(Share);
    await button("Share by link");
    expect(screen.queryByText("Nobody else can see your diary.")).toBeNull();
    links.arrives({ share_links: [] });
    await screen.findByText("Nobody else can see your diary.");
  });

  it("is stopped with one tap, which can be undone with the same scope and end", async () => {
    await preparePhone(alice, { treatments: [treatment()], grants: [{ ...openGrant, notes: false }] });
    show(Share);
    tap(await button("Stop sharing"));
    await screen.findByText(/^Sharing is being stopped …|can still see your diary/);
    tap(await undoButton());
    await waitFor(async () => expect(await outboxKinds()).toEqual(["grant", "revoke"]));
    expect((await asked())[0]).toMatchObject({ treatment_id: "treatment", photos: true, notes: false, ends_at: openGrant.ends_at });
  });

  it("says when undoing could not be stored", async () => {
    await preparePhone(alice, { treatments: [treatment()], grants: [openGrant] });
    show(Share);
    tap(await button("Stop sharing"));
    await screen.findByText(/^Sharing is being stopped …|can still see your diary/);
    const undo = await undoButton();
    const repair = breakStore("outbox");
    tap(undo);
    await screen.findByText("That did not work");
    repair();
  });
});

describe("what is shared", () => {
  it("lasts for 30 days with photos unless the person chooses otherwise", async () => {
    await preparePhone(alice);
    show(Share);
    expect(screen.queryByLabelText(/next session/)).toBeNull();
    tap(await button("Share with Bob"));
    await waitFor(async () => expect(await asked()).toMatchObject([{ photos: true }]));
    expect((await asked()).map(({ ends_at }) => daysFromNow(ends_at))).toEqual([30]);
  });

  it("can leave the photos out, and end after 14 days", async () => {
    await preparePhone(alice);
    show(Share);
    tap(await screen.findByRole("switch", { name: "Include photos" }));
    tap(screen.getByLabelText("14 days"));
    tap(await button("Share with Bob"));
    await waitFor(async () => expect(await asked()).toMatchObject([{ photos: false }]));
    expect((await asked()).map(({ ends_at }) => daysFromNow(ends_at))).toEqual([14]);
  });

  it("can leave notes and questions out, and end on a day that the person names", async () => {
    await preparePhone(alice);
    show(Share);
    tap(await screen.findByRole("switch", { name: "Include notes and questions" }));
    tap(screen.getByLabelText("Another date"));
    const day = screen.getByLabelText<HTMLInputElement>("Last day");
    const share = (): HTMLButtonElement => screen.getByRole("button", { name: "Share with Bob" });
    expect(share().disabled).toBe(true);
    fireEvent.input(day, { target: { value: inDays(200).slice(0, 10) } });
    expect((await screen.findByRole("alert")).textContent).toContain("Choose a day from");
    expect(share().disabled).toBe(true);
    fireEvent.input(day, { target: { value: inDays(45).slice(0, 10) } });
    tap(share());
    await waitFor(async () => expect(await asked()).toMatchObject([{ photos: true, notes: false }]));
    expect((await asked()).map(({ ends_at }) => new Date(ends_at).toTimeString().slice(0, 8))).toEqual(["23:59:59"]);
  });

  it("is for the practitioner alone unless the person chooses everyone at the clinic, and says which", async () => {
    await preparePhone(alice);
    show(Share);
    expect((await screen.findByLabelText<HTMLInputElement>("Only Bob")).checked).toBe(true);
    await screen.findByText("Somebody can then answer when Bob is away. You can see who has looked.");
    await screen.findByText("Sharing with Bob");
    tap(screen.getByLabelText(/^Everyone who treats at Clinic/));
    await screen.findByText("Sharing with Clinic");
    tap(await button("Share with Clinic"));
    await waitFor(async () => expect(await asked()).toMatchObject([{ treatment_id: "treatment", everyone: true }]));
  });

  it("is for the practitioner alone if nothing else was chosen", async () => {
    await preparePhone(alice);
    show(Share);
    tap(await button("Share with Bob"));
    await waitFor(async () => expect(await asked()).toMatchObject([{ treatment_id: "treatment", everyone: false }]));
  });

  it("are the sessions that the person chooses, of those that the practitioner has recorded and that are not shared yet", async () => {
    const session = (id: string, day: number, part: Partial<Treatment> = {}): Treatment => ({ ...treatment(), id, number_in_series: day, treated_at: `2026-11-${String(day)}T10:00:00Z`, ...part });
    const treatments = [session("t18", 18), session("t17", 17), session("t16", 16), session("t15", 15, { practitioner_id: "erin", practitioner_name: "Erin" })];
    await preparePhone(alice, { treatments, grants: [{ ...openGrant, treatment_id: "t16" }] });
    show(Share);
    expect(await screen.findByText(/^Session 16, /)).toBeTruthy();
    const sessions = screen.getAllByRole("group", { name: "Which sessions?" })[0] as HTMLElement;
    expect(within(sessions).getAllByRole("checkbox")).toHaveLength(2);
    tap(within(sessions).getByLabelText(/^Session 18/));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Share with Bob" }).disabled).toBe(true);
    tap(within(sessions).getByLabelText(/^Session 18/));
    tap(within(sessions).getByLabelText(/^Session 17/));
    tap(await button("Share with Bob"));
    await waitFor(async () => expect((await asked()).map(({ treatment_id }) => treatment_id).sort()).toEqual(["t17", "t18"]));
  });

  it("lasts until a day after the next session where one is planned", async () => {
    await preparePhone(alice, { treatments: [{ ...treatment(), next_treatment_at: inDays(20) }] });
    show(Share);
    expect((await screen.findByLabelText<HTMLInputElement>(/^Until one day after your next session/)).checked).toBe(true);
    tap(await button("Share with Bob"));
    await waitFor(async () => expect((await asked()).map(({ ends_at }) => daysFromNow(ends_at))).toEqual([21]));
  });

  it.each([
    ["has passed", -1],
    ["is farther away than a grant may last", 180],
  ])("does not offer a session that %s", async (_, days) => {
    await preparePhone(alice, { treatments: [{ ...treatment(), next_treatment_at: inDays(days) }] });
    show(Share);
    expect((await screen.findByLabelText<HTMLInputElement>("30 days")).checked).toBe(true);
    expect(screen.queryByLabelText(/next session/)).toBeNull();
  });
});

describe("a grant", () => {
  it("says until when, and whether photos are included", async () => {
    await preparePhone(alice, { treatments: [treatment()], grants: [{ ...openGrant, ends_at: inDays(1), photos: false }] });
    show(Share);
    await screen.findByText("At Clinic, only Bob can look. Shared until tomorrow.");
    expect(screen.getByText("Notes and questions are included, photos are not.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Share with Bob" })).toBeNull();
  });

  it("to everyone says so, and stays one to everyone when stopping it is undone", async () => {
    await preparePhone(alice, { treatments: [treatment()], grants: [{ ...openGrant, ends_at: inDays(1), everyone: true }] });
    show(Share);
    await screen.findByText("Shared with Clinic");
    await screen.findByText("Everyone who treats at Clinic can look. Shared until tomorrow.");
    tap(await button("Stop sharing"));
    await screen.findByText("Sharing with Clinic is being stopped.");
    tap(await undoButton());
    await waitFor(async () => expect((await asked()).filter(Boolean)).toMatchObject([{ treatment_id: "treatment", everyone: true }]));
  });

  it("that an older app has stored is for one practitioner", async () => {
    const { everyone: _, ...old } = openGrant;
    await preparePhone(alice, { treatments: [treatment()], grants: [old as typeof openGrant] });
    show(Share);
    await screen.findByText("Shared with Bob");
  });

  it("that has ended is not shown, and the diary can be shared again", async () => {
    await preparePhone(alice, { treatments: [treatment()], grants: [{ ...openGrant, ends_at: inDays(-1) }] });
    show(Share);
    await button("Share with Bob");
    expect(screen.queryByText("Shared with Bob")).toBeNull();
  });

  it.each([
    ["grant", "done", "Your diary is being shared …"],
    ["revoke", "done", "Sharing is being stopped …"],
    ["revoke", "offline", /^This device is offline, so your practitioner can still see your diary/],
  ] as const)("that waits to be sent as %s says so (%s)", async (kind, outcome, words) => {
    await (await database()).put("outbox", outboxItem(kind, "g1", Date.now()));
    await preparePhone(alice);
    syncOutcome.value = outcome;
    show(Share);
    await screen.findByText(words);
    expect(screen.queryByRole("button", { name: "Share with Bob" })).toBeNull();
  });

  it("that the server refused does not count as waiting", async () => {
    await (await database()).put("outbox", { ...outboxItem("grant", "g1", Date.now()), problem: "grant-too-long" });
    await preparePhone(alice);
    show(Share);
    await button("Share with Bob");
    expect(screen.queryByText("Your diary is being shared …")).toBeNull();
  });
});

describe("the preview", () => {
  const at = "2026-11-20T11:00:00Z";
  const entry = (id: string, note: string, question: string) => ({ id, treatment_id: "treatment", occurred_at: at, document: { ...emptyDocument("UTC"), scores: { redness: 2 }, note, question }, revision: 1, edited: false, received_at: at });
  const departure = { topic: "sauna", label: "Sauna", at, entry_id: "e1", rule_id: "sauna", says: "No sauna.", cite: "2" };
  const preview = review({
    ...{ patient_name: "Alice A.", photos: [photo("p1")], departures: [departure], replies: [reply("r1")] },
    entries: [entry("e1", "Slept badly.", "Is it normal?"), entry("e2", "", "")],
    findings: [finding({ sign: "pustules", symptom: null, says: "Show us." }), finding({ symptom: "swelling", says: "Show us." })],
  });
  const path = (photos: boolean, notes = true): string => `GET /api/my/treatments/treatment/preview?photos=${String(photos)}&notes=${String(notes)}&by_link=false`;
  const open = async (): Promise<HTMLElement> => {
    tap(await button("Show preview"));
    return screen.findByRole("dialog");
  };

  it("shows the practitioner's own screen with the server's answer", async () => {
    await preparePhone(alice);
    network({ ...NO_LINKS, [path(true)]: preview });
    show(Share);
    const dialog = await open();
    await within(dialog).findByRole("heading", { name: "Alice A." });
    expect(within(dialog).getByText("Only Bob will see this.")).toBeTruthy();
    expect(within(dialog).getAllByRole("img", { name: /^Front, / })[0]?.getAttribute("src")).toBe("/api/photos/p1/display");
    expect(within(dialog).getByText("Slept badly.")).toBeTruthy();
    expect(within(dialog).getAllByText("Is it normal?", { exact: false })).toHaveLength(2);
    expect(within(dialog).getAllByText("Show us.")).toHaveLength(1);
    expect(within(dialog).getByText("No sauna.")).toBeTruthy();
    expect(within(dialog).getByText("All good.")).toBeTruthy();
    expect(within(dialog).queryByRole("button", { name: "Send reply" })).toBeNull();
  });

  it("changes with the scope", async () => {
    await setLanguage("de");
    await preparePhone(alice);
    network({ ...NO_LINKS, [path(false, false)]: { ...preview, photos: [], entries: [], departures: [], replies: [] } });
    show(Share);
    tap(await screen.findByRole("switch", { name: "Mit Fotos freigeben" }));
    tap(await screen.findByRole("switch", { name: "Mit Notizen und Fragen freigeben" }));
    tap(await button("Vorschau zeigen"));
    const dialog = await screen.findByRole("dialog");
    await within(dialog).findByText("Die Fotos sind nicht für Sie freigegeben.");
    expect(within(dialog).getByText("Notizen und Fragen sind nicht für Sie freigegeben.")).toBeTruthy();
    expect(within(dialog).queryByRole("heading", { name: "Antworten" })).toBeNull();
  });

  it("shows each of several sessions", async () => {
    const second = { ...treatment(), id: "second", number_in_series: 2, treated_at: "2026-11-19T10:00:00Z" };
    await preparePhone(alice, { treatments: [treatment(), second] });
    network({ ...NO_LINKS, [path(true)]: preview, [path(true).replace("treatment/preview", "second/preview")]: { ...preview, patient_name: "Second A." } });
    show(Share);
    tap((await screen.findAllByLabelText(/^Session 1/))[0] as HTMLElement);
    const dialog = await open();
    await within(dialog).findByRole("heading", { name: "Second A." });
    tap(within(dialog).getByLabelText(/^Session 1/));
    await within(dialog).findByRole("heading", { name: "Alice A." });
  });

  it("loads on a retry, and closes", async () => {
    await preparePhone(alice);
    show(Share);
    const dialog = await open();
    expect((await within(dialog).findByRole("alert")).textContent).toContain("There is no network right now");
    network({ ...NO_LINKS, [path(true)]: preview });
    tap(within(dialog).getByRole("button", { name: "Try again" }));
    await within(dialog).findByRole("heading", { name: "Alice A." });
    tap(within(dialog).getAllByRole("button", { name: "Close" })[0] as HTMLElement);
    await waitFor(() => expect(screen.queryByRole("heading", { name: "Alice A." })).toBeNull());
  });
});
