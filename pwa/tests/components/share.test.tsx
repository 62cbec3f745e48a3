// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyDocument } from "../../src/domain/diary";
import { setLanguage } from "../../src/i18n";
import Share from "../../src/screens/patient/share/share";
import { syncOutcome } from "../../src/state/diary";
import { database } from "../../src/store/database";
import { outboxItem } from "../../src/store/outbox";
import { grant, photo, treatment } from "../records";
import { alice, breakStore, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap } from "./phone";

const button = (name: string) => screen.findByRole("button", { name });
const openGrant = { ...grant("g1"), ends_at: new Date(Date.now() + 86_400_000).toISOString() };
const outboxKinds = async () => (await (await database()).getAll("outbox")).map(({ kind }) => kind);

beforeEach(() => {
  completeBrowser();
  network({});
});
afterEach(async () => {
  await setLanguage("en");
  await clearPhone();
});

/** The grants that wait to be sent. */
const asked = async () => (await (await database()).getAll("outbox")).map(({ body }) => body as { readonly photos: boolean; readonly ends_at: string });
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
    network({ "GET /api/my/treatments/treatment/preview?photos=true": refusal("unexpected", 500) });
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

  it("is not possible without a clinic", async () => {
    await preparePhone(alice, { treatments: [{ ...treatment(), clinic_name: null, practitioner_name: null }] });
    show(Share);
    await screen.findByText("No clinic connected yet");
    expect(screen.queryByRole("button", { name: /^Share with/ })).toBeNull();
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

  it("lasts until a day after the next session where one is planned", async () => {
    await preparePhone(alice, { treatments: [{ ...treatment(), next_treatment_at: inDays(20) }] });
    show(Share);
    expect((await screen.findByLabelText<HTMLInputElement>(/^Until one day after your next session/)).checked).toBe(true);
    tap(await button("Share with Bob"));
    await waitFor(async () => expect((await asked()).map(({ ends_at }) => daysFromNow(ends_at))).toEqual([21]));
  });

  it.each([
    ["has passed", -1],
    ["is farther away than a grant may last", 171],
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
    await screen.findByText("Your practitioner at Clinic can see your diary until tomorrow.");
    expect(screen.getByText("Photos are not included.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Share with Bob" })).toBeNull();
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

describe("who has viewed the diary", () => {
  it("is listed with the newest first, only for this treatment, and up to twenty times", async () => {
    const record = (id: number, treatment_id = "treatment") => ({ ...{ id: String(id), treatment_id, revision: 1 }, practitioner_name: `Reader ${id}`, viewed_at: new Date(Date.parse("2026-11-18T12:00:00Z") + id * 60_000).toISOString() });
    const access_records = [...Array.from({ length: 21 }, (_, id) => record(id)), record(99, "another")];
    await preparePhone(alice, { treatments: [treatment()], access_records });
    show(Share);
    const rows = within(await screen.findByRole("list", { name: "Viewed by" })).getAllByRole("listitem");
    expect(rows).toHaveLength(20);
    expect(rows[0]?.textContent).toContain("Reader 20");
    expect(screen.queryByText("Reader 99")).toBeNull();
    expect(screen.queryByText("Nobody has viewed your diary yet.")).toBeNull();
  });
});

describe("the preview", () => {
  const at = "2026-11-20T11:00:00Z";
  const entry = (id: string, note: string, question: string) => ({ id, treatment_id: "treatment", occurred_at: at, document: { ...emptyDocument("UTC"), scores: { redness: 2 }, note, question }, revision: 1, edited: false, received_at: at });
  const finding = (part: object) => ({ ...{ kind: "reportable-sign", symptom: null, sign: null, area: null, entry_id: "e1", since_at: at, reasons: [], rule_id: null, says: "Show us.", cite: "1" }, ...part });
  const departure = { topic: "sauna", label: "Sauna", at, entry_id: "e1", rule_id: "sauna", says: "No sauna.", cite: "2" };
  const preview = {
    ...{ treatment: treatment(), patient_name: "Alice A.", replies: [], bands: [], resolved: [], days_logged: 2, days_so_far: 3, next_window: null, grant: null },
    ...{ entries: [entry("e1", "Slept badly.", "Is it normal?"), entry("e2", "", "")], photos: [photo("p1")], departures: [departure] },
    findings: [finding({ sign: "pustules" }), finding({ symptom: "swelling" }), finding({ says: "All of it." })],
  };
  const path = (photos: boolean): string => `GET /api/my/treatments/treatment/preview?photos=${String(photos)}`;
  const open = async (): Promise<HTMLElement> => {
    tap(await button("Show preview"));
    return screen.findByRole("dialog");
  };

  it("has exactly what the server would show: name, days, photos, findings, departures and words", async () => {
    await preparePhone(alice);
    network({ [path(true)]: preview });
    show(Share);
    const dialog = await open();
    await within(dialog).findByText("You are shown as Alice A..");
    expect(within(dialog).getByText("2 of 3 days logged")).toBeTruthy();
    await within(dialog).findByRole("img", { name: "Front, day 3" });
    const texts = [...dialog.querySelectorAll("p")].map((each) => each.textContent);
    const about = (what: string): string | undefined => texts.find((text) => text.includes(what));
    expect(about("Pus-filled spots")).toContain("Show us.");
    expect(about("Swelling")).toContain("Show us.");
    expect(about("All of it.")).toContain("Irritated skin");
    expect(about("No sauna.")).toContain("Sauna");
    expect([...dialog.querySelectorAll("p.words")].map((each) => /(Slept badly\.|Is it normal\?)$/.exec(each.textContent)?.[0])).toEqual(["Slept badly.", "Is it normal?"]);
  });

  it("is asked for without photos if they are left out, and marks the words of an English sheet", async () => {
    await setLanguage("de");
    await preparePhone(alice);
    network({ [path(false)]: { ...preview, photos: [], departures: [] } });
    show(Share);
    tap(await screen.findByRole("switch", { name: "Mit Fotos freigeben" }));
    tap(await button("Vorschau zeigen"));
    const dialog = await screen.findByRole("dialog");
    await within(dialog).findByText("Fotos sind nicht dabei.");
    expect(within(dialog).queryByRole("heading", { name: "Anders als im Merkblatt" })).toBeNull();
    expect(within(dialog).getAllByText("Show us.").map(({ lang }) => lang)).toEqual(["en", "en"]);
  });

  it("loads on a retry, and closes", async () => {
    await preparePhone(alice);
    show(Share);
    const dialog = await open();
    expect((await within(dialog).findByRole("alert")).textContent).toContain("There is no network right now");
    network({ [path(true)]: preview });
    tap(within(dialog).getByRole("button", { name: "Try again" }));
    await within(dialog).findByText("2 of 3 days logged");
    tap(within(dialog).getByRole("button", { name: "Close" }));
    expect(screen.queryByText("2 of 3 days logged")).toBeNull();
  });
});
