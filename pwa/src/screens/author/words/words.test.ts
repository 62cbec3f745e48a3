// @vitest-environment jsdom
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadMessages, setLanguage } from "../../../i18n";
import type { SheetRule } from "../../../state/authoring";
import { everyText, everyWords, parseEvery } from "./every-text";
import { ruleWords } from "./rule-words";
import { formOf, newTerm, TERM_KINDS, termOf, typedLength, type LengthForm } from "./time-form";
import { parseTime, timeText, type Term, type Time } from "./time-text";
import { timeWords, windowWords, type Role } from "./time-words";

const ROOT = join(fileURLToPath(import.meta.url), "../../../../../.."); // jsdom has another URL
const SHEETS = join(ROOT, "server/sheets");
const plain = (topic: string): string => topic;

/** The values of a field in the sheets of the repository. */
function valuesOf(...fields: readonly string[]): readonly string[] {
  const files = [...readdirSync(SHEETS).filter((name) => name.endsWith(".toml")).map((name) => join(SHEETS, name)), join(ROOT, "tests/golden/sheet.toml")];
  const pattern = new RegExp(`^(?:${fields.join("|")}) = "(.+)"$`, "gm");
  return [...new Set(files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(pattern)].map(([, value]) => value ?? "")))];
}

const golden = JSON.parse(readFileSync(join(ROOT, "tests/golden/bounds.json"), "utf8")) as { readonly cases: readonly { readonly time: string }[] };
const FURTHER = [
  ...["-24h", "24h-3d", ">=2-3d", ">=4-6w", "<=1mo", "~2d", "?", "D3", "D3-D5", "bedtime-2h", "bedtime+30m-45m", "morning+1", "morning+1-2h", "evening+2+90m"],
  ...["healed+24h", "shed+2d", "gone(redness)", "used-up(serum)+1d", "before(touch)", "after(wash)+30-45m", "onset(bruise)+24h", "while(outside)"],
  ...["S+4-6w", "S-24h", "48h & healed", "7d / used-up(cream)", "48h & healed & calm", "24h & healed / 7d"],
];
const times = [...new Set([...valuesOf("from", "until"), ...golden.cases.map((each) => each.time), ...FURTHER])];

beforeAll(async () => {
  await loadMessages("core", "practitioner", "author", "review");
});
afterEach(() => setLanguage("en"));

describe("the text of a TIME", () => {
  it("is the same after reading and writing, in all sheets and golden files", () => {
    expect(times.length).toBeGreaterThan(60);
    const changed = times.filter((text) => {
      const time = parseTime(text);
      return time === null || timeText(time) !== text;
    });
    expect(changed).toEqual([]);
  });

  it.each(["", "24", "soon", "72-24h", "D5-D3", "gone", "healed(x)", "24h &", "/ 24h", "S4w", "after(wash", "24 h", "morning+", "24h-", "D", "wash(x)", "after()"])("is refused: %s", (text) => {
    expect(parseTime(text)).toBeNull();
  });

  it("has all its parts as values", () => {
    expect(parseTime("48-72h & healed")).toEqual({
      type: "both",
      parts: [
        { type: "length", kind: "range", before: false, least: { count: 48, unit: "h" }, surely: { count: 72, unit: "h" } },
        { type: "state", name: "healed", of: null, offset: null },
      ],
    });
    expect(parseTime("morning+1-2h")).toMatchObject({ type: "part", days: 1, offset: { before: true, least: { count: 2, unit: "h" } } });
  });
});

const WORDS: readonly (readonly [Role, string, string, string])[] = [
  ["until", "24-72h", "for 24 to 72 hours", "24 bis 72 Stunden lang"],
  ["until", ">=36h", "for at least 36 hours", "mindestens 36 Stunden lang"],
  ["until", "1w", "for 1 week", "1 Woche lang"],
  ["until", ">=2-3d", "for at least 2 to 3 days", "mindestens 2 bis 3 Tage lang"],
  ["until", "24h-3d", "for 24 hours to 3 days", "24 Stunden bis 3 Tage lang"],
  ["from", "3d", "after 3 days", "nach 3 Tagen"],
  ["from", "-24h", "from 24 hours before the treatment", "ab 24 Stunden vor der Behandlung"],
  ["from", "0m", "from the treatment on", "ab der Behandlung"],
  ["from", "D3", "from day 3", "ab Tag 3"],
  ["until", "D5-D7", "until day 5 begins, or day 7 at the latest", "bis Tag 5 beginnt, spätestens Tag 7"],
  ["from", "morning+1", "from the next morning", "ab dem Morgen danach"],
  ["until", "bedtime-2h", "until 2 hours before bedtime on the treatment day", "bis 2 Stunden vor dem Schlafengehen am Behandlungstag"],
  ["until", "48h & healed", "until the skin has healed, at least 48 hours", "bis die Haut verheilt ist, mindestens 48 Stunden"],
  ["from", "48h & healed", "once the skin has healed, after 48 hours at the earliest", "sobald die Haut verheilt ist, frühestens 48 Stunden nach der Behandlung"],
  ["from", "healed+24h", "from 24 hours after the skin has healed", "ab 24 Stunden, nachdem die Haut verheilt ist"],
  ["until", "7d / used-up(cream)", "for 7 days or until “cream” is used up, whichever comes first", "7 Tage lang oder bis „cream“ aufgebraucht ist, je nachdem, was zuerst kommt"],
  ["from", "after(wash)+30-45m", "from 30 to 45 minutes after washing", "ab 30 bis 45 Minuten nach dem Waschen"],
  ["until", "on(home)", "until coming home", "bis zum Nachhausekommen"],
  ["from", "onset(bruise)+24h", "from 24 hours after the first sign of a bruise", "ab 24 Stunden nach dem ersten Anzeichen: Bluterguss"],
  ["from", "S+4-6w", "from 4 to 6 weeks after the last session", "ab 4 bis 6 Wochen nach der letzten Sitzung"],
  ["until", "?", "for a time that is missing from the text", "für eine Zeit, die im Text fehlt"],
  ["until", "24h & healed / 7d", "until the skin has healed, at least 24 hours or for 7 days, whichever comes first", "bis die Haut verheilt ist, mindestens 24 Stunden oder 7 Tage lang, je nachdem, was zuerst kommt"],
];

describe("a TIME in words", () => {
  it.each(WORDS)("%s %s", async (role, text, english, german) => {
    expect(timeWords(text, role, plain)).toBe(english);
    await setLanguage("de");
    expect(timeWords(text, role, plain)).toBe(german);
  });

  it.each(["en", "de"])("has a text for every TIME of the sheets in %s", async (language) => {
    await setLanguage(language);
    const shown = times.flatMap((text) => [timeWords(text, "from", plain), timeWords(text, "until", plain)]);
    expect(shown.filter((words) => words.includes("practitioner.desk") || words.includes("{"))).toEqual([]);
  });

  it("quotes what is not a TIME", () => {
    expect(timeWords("soon", "until", plain)).toBe("“soon”");
  });

  it("counts a window from the treatment, not from its beginning", () => {
    expect(windowWords("24h", "72h", plain)).toBe("after 24 hours, until 72 hours after the treatment");
    expect(windowWords("D3", "D8", plain)).toBe("from day 3, until day 8 begins");
    expect(windowWords(undefined, undefined, plain)).toBe("");
  });
});

describe("a recurrence", () => {
  it("is the same after reading and writing, in all sheets", () => {
    const texts = [...valuesOf("every"), "2-3/day", ">=2/day", "every 2h", "every >=2-4h", "morning+evening", "once", "always"];
    expect(texts.filter((text) => { const every = parseEvery(text); return every === null || everyText(every) !== text; })).toEqual([]);
    expect(["", "2/fortnight", "often", "morning+", "every day", "0/day"].map(parseEvery)).toEqual([null, null, null, null, null, null]);
  });

  it.each([
    ["1/day", "once a day", "einmal am Tag"],
    ["2/day", "twice a day", "zweimal am Tag"],
    [">=2-3/week", "at least 2 to 3 times a week", "mindestens 2- bis 3-mal pro Woche"],
    ["every 2h", "every 2 hours", "alle 2 Stunden"],
    ["morning+evening", "in the morning and in the evening", "morgens und abends"],
    ["each wash", "with every wash", "bei jedem Waschen"],
    ["as needed", "as needed", "bei Bedarf"],
    ["always", "always", "immer"],
    ["often", "“often”", "„often“"],
  ])("%s in words", async (text, english, german) => {
    expect(everyWords(text, plain)).toBe(english);
    await setLanguage("de");
    expect(everyWords(text, plain)).toBe(german);
  });
});

describe("a rule in words", () => {
  const rule = (part: Partial<SheetRule>): SheetRule => ({ id: "r", verb: "avoid", topics: ["make-up"], says: "", cite: "1", ...part });

  it.each<[Partial<SheetRule>, string]>([
    [{ until: "24-72h" }, "Avoid make-up for 24 to 72 hours"],
    [{ topics: ["sauna", "bath", "sun"], until: "3d" }, "Avoid sauna, bath and sun for 3 days"],
    [{ verb: "do", topics: ["cleansing"], every: "2/day", until: "1w" }, "To do: cleansing twice a day for 1 week"],
    [{ verb: "allow", topics: ["sun"], from: "D3", with: ["sunscreen", "covering"] }, "Allowed: sun from day 3, only with sunscreen or covering"],
    [{ topics: ["retinol"], until: "D7", unless: ["directed"] }, "Avoid retinol until day 7 begins, unless “Your own instruction”"],
    [{ verb: "expect", topics: ["redness"], until: "2-3d", up_to: "mild", if: ["now:sore"] }, "Expect redness for 2 to 3 days, at most mild, if “Sore skin” right now"],
    [{ verb: "do", topics: ["sunscreen"], amount: "SPF 50", using: ["dry hands"], area: "nose" }, "To do: sunscreen, SPF 50, with dry hands, area: Nose"],
    [{ verb: "do", topics: ["cooling"], every: "1/day", from: "healed", if: ["now:too-hot"] }, "To do: cooling once a day, once the skin has healed, if “too hot” right now"],
    [{ verb: "call", topics: [] }, "Tell the clinic about …"],
    [{ verb: "only", topics: ["serum"] }, "Only serum"],
  ])("%j", (part, words) => {
    expect(ruleWords(rule(part), plain)).toBe(words);
  });

  it("is German in German", async () => {
    await setLanguage("de");
    expect(ruleWords(rule({ until: "24-72h", with: ["sunscreen", "covering"] }), plain)).toBe("Meiden: make-up, 24 bis 72 Stunden lang, nur mit sunscreen oder covering");
    expect(ruleWords(rule({ verb: "call" }), plain)).toBe("Praxis informieren: make-up");
  });
});

describe("the fields of a picker", () => {
  const termsOf = (time: Time): readonly Term[] => (time.type === "both" || time.type === "first" ? time.parts.flatMap(termsOf) : [time]);
  const form = (part: Partial<LengthForm>): LengthForm => ({ bound: "exact", least: "24", most: "", leastUnit: "h", unit: "h", before: false, ...part });

  it("show every term of the sheets and give it back", () => {
    const terms = times.flatMap((text) => { const time = parseTime(text); return time ? termsOf(time) : []; });
    expect(terms.length).toBeGreaterThan(times.length);
    expect(terms.map((term) => termOf(formOf(term)))).toEqual(terms);
  });

  it.each(TERM_KINDS)("begin with a %s that has no invented day or length", (kind) => {
    const term = termOf(newTerm(kind));
    expect(term === null || ["part", "state", "act", "lost"].includes(kind)).toBe(true);
  });

  it("wait while a number is missing or does not fit", () => {
    const unfinished = [form({ least: "" }), form({ least: "x" }), form({ least: "72", most: "24" }), form({ least: "1", leastUnit: "w", most: "3", unit: "d" }), form({ least: "9999999" })];
    expect(unfinished.map(typedLength)).toEqual([null, null, null, null, null]);
    expect(termOf({ kind: "day", first: "5", last: "3" })).toBeNull();
    expect(termOf({ kind: "state", name: "gone", of: "", offset: null })).toBeNull();
    expect(termOf({ kind: "part", part: "evening", days: "1", offset: form({ least: "" }) })).toBeNull();
    expect(termOf({ kind: "part", part: "evening", days: "-1", offset: null })).toBeNull();
  });

  it("make a range of two numbers", () => {
    expect(typedLength(form({ most: "72" }))).toMatchObject({ kind: "range" });
    expect(typedLength(form({ most: "72", bound: "minimum" }))).toMatchObject({ kind: "minimum" });
    expect(typedLength(form({ most: "24", bound: "minimum" }))).toMatchObject({ kind: "minimum", least: { count: 24 }, surely: { count: 24 } });
  });
});
