// @vitest-environment jsdom
/** Search in the diary: what it finds, and where each result leads. */
import "fake-indexeddb/auto";
import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../src/i18n";
import { reply } from "../records";
import { earlier, entry, open, prepareDay, textOf, treated } from "./diary-phone";
import { clearPhone, tap, type as typeInto } from "./phone";

beforeEach(prepareDay);
afterEach(async () => {
  await setLanguage("en");
  await clearPhone();
  vi.useRealTimers();
});

const entries = [
  entry("e1", "2026-11-18T20:00:00Z", { note: "Rötung am Kinn", question: "Is the Kinn normal?", products: ["Kinn balm"], activities: ["Kinn yoga"], signs: [{ sign: "pustules", area: "chin" }, { sign: "fever", area: null }] }),
  entry("e2", "2026-11-20T08:00:00Z", { note: "Nothing new" }),
];
const replies = [{ ...reply("early"), text: "Kinn up!", created_at: "2026-11-17T10:00:00Z" }, { ...reply("r"), text: "The Kinn is fine.", created_at: "2026-11-20T10:00:00Z" }];
const field = (): Promise<HTMLElement> => screen.findByRole("searchbox");
const results = (): readonly string[] => within(screen.getByRole("main")).queryAllByRole("listitem").map(textOf);

describe("the search", () => {
  it("is reached from the diary, has the field ready, and leads back", async () => {
    await open({ entries });
    tap(await screen.findByRole("link", { name: "Search" }));
    const input = await field();
    await waitFor(() => expect(document.activeElement).toBe(input));
    expect(screen.getByRole("link", { name: "Back" }).getAttribute("href")).toBe("/diary");
    expect(results()).toEqual([]);
  });

  it("finds notes, questions, replies, products, activities and signs, without a network", async () => {
    await open({ entries, replies }, "?view=search");
    typeInto(await field(), "kinn");
    expect(results()).toEqual([
      "Rötung am KinnNote · Wed 18 Nov · day 1",
      "Is the Kinn normal?Question · Wed 18 Nov · day 1",
      "Kinn balmUsed or done · Wed 18 Nov · day 1",
      "Kinn yogaUsed or done · Wed 18 Nov · day 1",
      "The Kinn is fine.Reply · Wed 18 Nov · day 1",
      "Kinn up!Reply · Tue 17 Nov · day 0",
    ]);
    expect(within(screen.getByRole("main")).getByRole("status").textContent).toContain("6 results");
    expect(document.querySelector("mark")?.textContent).toBe("Kinn");
  });

  it("finds signs by their names, forgives umlauts, and opens the day", async () => {
    await open({ entries }, "?view=search");
    typeInto(await field(), "pus chin");
    expect(results()).toEqual(["Pus-filled spots: ChinSign · Wed 18 Nov · day 1"]);
    typeInto(await field(), "x");
    await screen.findByText("Nothing found");
  });

  it("forgives umlauts, and a result opens its day", async () => {
    await open({ entries }, "?view=search");
    typeInto(await field(), "roetung");
    tap(within(screen.getByRole("main")).getByRole("link", { name: /Rötung am Kinn/ }));
    await screen.findByRole("heading", { level: 1, name: "Wed 18 Nov" });
  });

  it("covers all sessions, and names them where there are several", async () => {
    const old = entry("old", "2026-09-16T10:00:00Z", { note: "Kinn, long ago" }, { treatment_id: "earlier" });
    await open({ treatments: [{ ...treated, number_in_series: 2 }, earlier], entries: [old] }, "?view=search");
    typeInto(await field(), "KINN");
    expect(results()).toEqual(["Kinn, long agoNote · Wed 16 Sept · day 2 · Session 1"]);
    expect(within(screen.getByRole("main")).getByRole("link", { name: /long ago/ }).getAttribute("href")).toBe("/diary?treatment=earlier&day=2026-09-16");
  });

  it("shows the newest fifty, and says how many there are more", async () => {
    const many = Array.from({ length: 52 }, (_, minute) => entry(`e${minute}`, `2026-11-20T08:${String(minute).padStart(2, "0")}:00Z`, { note: `Dry ${minute}` }));
    await open({ entries: many }, "?view=search");
    typeInto(await field(), "dry");
    expect(results()).toHaveLength(50);
    expect(screen.getByText(/^2 more results/)).toBeTruthy();
  });
});
