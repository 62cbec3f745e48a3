// @vitest-environment jsdom
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { emptyDocument } from "../../domain/diary";
import { loadMessages, setLanguage } from "../../i18n";
import type { Episode, Review } from "../../state/clinic";
import { finding, NEEDLING, review } from "../../../tests/clinic-records";
import { treatment } from "../../../tests/records";
import { appliedText, happenedText, nextText } from "./review-words";

const NOW = Date.parse("2026-11-22T18:00:00Z"); // a Sunday
const [THU, FRI, SAT] = ["2026-11-19T10:00:00Z", "2026-11-20T10:00:00Z", "2026-11-21T10:00:00Z"] as const;

const episode = (part: Partial<Episode>): Episode => ({ symptom: null, sign: null, area: null, since_at: THU, gone_at: null, again: false, ...part });
const logged = (occurred_at: string): Review["entries"][number] => ({ id: occurred_at, treatment_id: "t1", occurred_at, document: emptyDocument("UTC"), revision: 1, edited: false, received_at: occurred_at });
const sore = episode({ symptom: "tenderness", again: true });
const pustules = episode({ sign: "pustules", area: "chin", since_at: FRI, gone_at: SAT });

beforeAll(() => loadMessages("core", "review"));
afterEach(() => setLanguage("en"));

async function inBoth(text: () => string): Promise<readonly [string, string]> {
  await setLanguage("en");
  const english = text();
  await setLanguage("de");
  await loadMessages("core", "review");
  return [english, text()];
}

describe("what happened", () => {
  const course = (first: readonly Episode[], settled_after_days: number | null, later: readonly Episode[]) => ({ first, settled_after_days, later });
  const calm = episode({ symptom: "inflammation", since_at: THU, gone_at: SAT });

  it.each<[string, Partial<Review>, string, string]>([
    ["nothing logged", {}, "No check-ins yet.", "Noch keine Einträge."],
    ["no symptom", { entries: [logged(SAT)] }, "No symptoms logged.", "Keine Symptome eingetragen."],
    ["settled", { entries: [logged(SAT)], course: course([calm], 3, []) }, "Settled after 3 days.", "Nach 3 Tagen abgeklungen."],
    ["settled in one day", { entries: [logged(SAT)], course: course([calm], 1, []) }, "Settled after 1 day.", "Nach 1 Tag abgeklungen."],
    ["settled at once", { entries: [logged(SAT)], course: course([calm], 0, []) }, "Settled on the day of the treatment.", "Am Behandlungstag abgeklungen."],
    [
      "not settled",
      { entries: [logged(SAT)], course: course([calm, episode({ symptom: "inflammation" }), episode({ symptom: "itching" })], null, []) },
      "Not settled yet: irritated skin, itching.",
      "Noch nicht abgeklungen: gereizte Haut, Juckreiz.",
    ],
    [
      "sore again, and a sign that came and went",
      { entries: [logged(SAT)], course: course([calm], 3, [sore, pustules]) },
      "Settled after 3 days; soreness again since Thu; pus-filled spots (Chin) Fri, gone Sat.",
      "Nach 3 Tagen abgeklungen; Empfindlichkeit wieder seit Do; Eiterbläschen (Kinn) am Fr, weg am Sa.",
    ],
    [
      "two things on the same days",
      { entries: [logged(SAT)], course: course([calm], 3, [sore, { ...sore, symptom: "itching" }, { ...pustules, again: true }]) },
      "Settled after 3 days; soreness, itching again since Thu; pus-filled spots (Chin) again Fri, gone Sat.",
      "Nach 3 Tagen abgeklungen; Empfindlichkeit, Juckreiz wieder seit Do; Eiterbläschen (Kinn) wieder am Fr, weg am Sa.",
    ],
    [
      "long ago",
      { entries: [logged("2026-10-08T10:00:00Z")], course: course([], null, [episode({ sign: "fever", since_at: "2026-10-07T10:00:00Z" })]) },
      "Fever since Oct 7; last check-in Oct 8.",
      "Fieber seit 7. Okt.; letzter Eintrag am 8. Okt.",
    ],
  ])("%s", async (_, part, english, german) => {
    expect(await inBoth(() => happenedText(review(part), NOW))).toEqual([english, german]);
  });

  it("lists what goes on before what is gone, and counts the rest", () => {
    const gone = (["bruising", "dryness", "flaking", "itching"] as const).map((symptom, day) => episode({ symptom, since_at: `2026-11-1${String(day + 1)}T10:00:00Z`, gone_at: `2026-11-1${String(day + 2)}T10:00:00Z` }));
    const text = happenedText(review({ entries: [logged(SAT)], course: course([], null, [...gone, sore]) }), NOW);
    expect(text).toBe("Dryness Nov 12, gone Nov 13; flaking Nov 13, gone Nov 14; itching Nov 14, gone Nov 15; soreness again since Thu; 1 more.");
  });
});

describe("what was applied", () => {
  it("joins areas of one depth, and names serum and device", async () => {
    const areas = [{ area: "forehead", depth_mm: 0.5, passes: null }, { area: "cheeks", depth_mm: 1.5, passes: 3 }, { area: "chin", depth_mm: 1.5, passes: 3 }] as const;
    const texts = await inBoth(() => appliedText({ ...NEEDLING, areas }));
    expect(texts).toEqual(["Serum A, Serum B; forehead 0.5 mm; cheeks, chin 1.5 mm × 3; Pen 4.", "Serum A, Serum B; Stirn 0,5 mm; Wangen, Kinn 1,5 mm × 3; Pen 4."]);
  });

  it("says of other treatments what their record has", () => {
    expect(appliedText({ kind: "peel", areas: [{ area: "full-face" }], product: "TCA", strength: "15 %", layers: 2 })).toBe("TCA, 15 %, 2; full face.");
    expect(appliedText({ kind: "laser", areas: [{ area: "chin" }], device: "Fraxel", setting: "" })).toBe("Chin; Fraxel.");
  });

  it("says that nothing is recorded if a patient started alone", () => {
    expect(appliedText({ kind: "needling", areas: [], device: "", products: [], numbing: "", end_point: "" })).toBe("Nothing recorded.");
  });
});

describe("what comes next", () => {
  const window = { opens_at: "2026-12-16T10:00:00Z", closes_at: null, treatments: null, rule_ids: [], blocked_by: [] };
  const planned = (at: string | null) => ({ treatment: { ...treatment(), next_treatment_at: at } });

  it.each<[Partial<Review>, string, string]>([
    [{ ...planned(null), next_window: null }, "No interval in the sheet; nothing planned.", "Kein Abstand im Merkblatt; nichts geplant."],
    [{ ...planned("2026-12-18T13:00:00Z"), next_window: window, findings: [finding(), finding({ sign: "fever" }), finding({ open: false })] }, "Window from Dec 16; planned Fri, Dec 18, 2:00 PM; against it: 2 open findings.", "Zeitfenster ab 16. Dez.; geplant Fr., 18. Dez., 14:00; dagegen spricht: 2 offene Punkte."],
    [{ ...planned("2026-12-11T13:00:00Z"), next_window: { ...window, blocked_by: ["too-early", "flaking", "open-finding"] }, findings: [finding()] }, "Window from Dec 16; planned Fri, Dec 11, 2:00 PM, before the window; against it: 1 open finding, the skin is still flaking.", "Zeitfenster ab 16. Dez.; geplant Fr., 11. Dez., 14:00, vor dem Zeitfenster; dagegen spricht: 1 offener Punkt, die Haut schuppt noch."],
    [{ ...planned("2027-01-05T13:00:00Z"), next_window: { ...window, closes_at: "2026-12-30T10:00:00Z" } }, "Window Dec 16 to Dec 30; planned Tue, Jan 5, 2:00 PM, after the window.", "Zeitfenster 16. Dez. bis 30. Dez.; geplant Di., 5. Jan., 14:00, nach dem Zeitfenster."],
    [{ ...planned("2026-12-16T08:00:00Z"), next_window: window }, "Window from Dec 16; planned Wed, Dec 16, 9:00 AM.", "Zeitfenster ab 16. Dez.; geplant Mi., 16. Dez., 9:00."],
    [{ ...planned("2026-12-30T15:00:00Z"), next_window: { ...window, closes_at: "2026-12-30T10:00:00Z" } }, "Window Dec 16 to Dec 30; planned Wed, Dec 30, 4:00 PM.", "Zeitfenster 16. Dez. bis 30. Dez.; geplant Mi., 30. Dez., 16:00."],
    [{ ...planned(null), next_window: { ...window, opens_at: null, closes_at: "2026-12-30T10:00:00Z" } }, "Window until Dec 30; nothing planned.", "Zeitfenster bis 30. Dez.; nichts geplant."],
  ])("case %#", async (part, english, german) => {
    expect(await inBoth(() => nextText(review(part)))).toEqual([english, german]);
  });
});
