// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadMessages, setLanguage } from "../../../i18n";
import { everyText, gateText, onceText } from "../format";
import type { BoundLeaf } from "../../../domain/bounds";
import { boundText, timeText } from "./bound-text";

beforeAll(() => loadMessages("core", "today", "patient"));

const TIMES: readonly (readonly [time: string, english: string, german: string])[] = [
  ["24h", "after 24 hours", "nach 24 Stunden"],
  ["24-72h", "after 24 to 72 hours", "nach 24 bis 72 Stunden"],
  ["24h-3d", "after 24 to 72 hours", "nach 24 bis 72 Stunden"],
  ["1w-10d", "after 7 to 10 days", "nach 7 bis 10 Tagen"],
  ["1d-36h", "after 24 to 36 hours", "nach 24 bis 36 Stunden"],
  ["S-2-3d", "2–3 days before the next session", "2–3 Tage vor der nächsten Sitzung"],
  ["healed-1d", "1 day before your skin has fully healed", "1 Tag, bevor deine Haut ganz verheilt ist"],
  [">=36h", "after 36 hours at the earliest", "frühestens nach 36 Stunden"],
  ["~2d", "after 2 days or so", "ungefähr nach 2 Tagen"],
  ["1mo", "after 1 month", "nach 1 Monat"],
  ["-24h", "24 hours before the treatment", "24 Stunden vor der Behandlung"],
  ["0m", "right after the treatment", "direkt nach der Behandlung"],
  ["D3", "day 3", "Tag 3"],
  ["D2-D5", "day 2 to day 5", "Tag 2 bis Tag 5"],
  ["bedtime", "at bedtime", "beim Schlafengehen"],
  ["morning+1", "the next day, in the morning", "einen Tag später, am Morgen"],
  ["evening+3", "3 days later, in the evening", "3 Tage später, am Abend"],
  ["S+4-6w", "4–6 weeks after the last session", "4–6 Wochen nach der letzten Sitzung"],
  ["S-3d", "3 days before the next session", "3 Tage vor der nächsten Sitzung"],
  ["healed", "once your skin has fully healed", "sobald deine Haut ganz verheilt ist"],
  ["healed+24h", "24 hours after your skin has fully healed", "24 Stunden, nachdem deine Haut ganz verheilt ist"],
  ["after(wash)+30m", "30 minutes after you have washed your skin", "30 Minuten, nachdem du deine Haut gewaschen hast"],
  ["gone(redness)", "once you no longer have redness", "sobald du keine Beschwerden mehr hast (Rötung)"],
  ["on(home)", "once you are back home", "sobald du wieder zu Hause bist"],
  ["48h & healed", "after 48 hours and once your skin has fully healed", "nach 48 Stunden und sobald deine Haut ganz verheilt ist"],
  ["7d / ?", "after 7 days or number missing on the sheet", "nach 7 Tagen oder Zahl fehlt im Merkblatt"],
];

describe.each(["en", "de"] as const)("a TIME in %s", (code) => {
  beforeAll(() => setLanguage(code));

  it.each(TIMES)("%s", (time, english, german) => {
    expect(timeText(time)).toBe(code === "en" ? english : german);
  });

  it("over a month and another unit is not counted: a month has no fixed length", () => {
    expect(timeText("1mo-6w")).not.toMatch(/[02-57-9]/);
    expect(timeText("4w-2mo")).not.toMatch(/[013-9]\d/);
  });

  it("of a built-in sheet is never shown as the sheet writes it", () => {
    const folder = join(import.meta.dirname, "../../../../../server/sheets");
    const files = readdirSync(folder).filter((name) => name.endsWith(".toml") && name !== "topics.toml");
    const texts = files.flatMap((name) => [...readFileSync(`${folder}/${name}`, "utf8").matchAll(/^(?:from|until) *= *"([^"]+)"/gm)]);
    const times = [...new Set(texts.map(([, time]) => time ?? ""))];
    expect(times.length).toBeGreaterThan(30);
    expect(times.filter((time) => /[()=~?]|\d(?:mo|[mhdw])\b|D\d|S\+/.test(timeText(time)))).toEqual([]);
  });
});

describe("a gate", () => {
  it.each([
    ["gone(redness)", "Only once you no longer have redness."],
    ["gone(pustules)", "Only once you no longer have pus-filled spots."],
    ["used-up(healing-cream)", "Only once you have used up this product: healing cream."],
    ["while(massage)", "Only once this applies: “massage”."],
    ["after(hair-dye)", "Only once you have done this: hair dye."],
    ["onset(rash)", "Only once you notice this: rash."],
  ])("%s", async (gate, text) => {
    await setLanguage("en");
    expect(onceText([gate])).toBe(text);
  });

  it("is a clause of the reader's language", async () => {
    await setLanguage("de");
    expect(gateText("on(home)")).toBe("du wieder zu Hause bist");
  });
});

describe("how often", () => {
  it.each([
    ["each wash", "every time you wash"],
    ["each touch", "every time you touch the skin"],
    ["every 2h", "every 2 hours"],
    ["1/day", "every day"],
    ["2-3/day", "2–3 times a day"],
    ["morning+evening", "morning and evening"],
  ])("%s", async (every, text) => {
    await setLanguage("en");
    expect(everyText(every)).toBe(text);
  });
});

describe("an end of a rule", () => {
  const leaf = (text: string, kind: BoundLeaf["kind"] = "exact"): BoundLeaf => ({ least_at: null, surely_at: null, state: null, act: null, kind, text });

  it.each([
    ["that both parts must reach", { all: [leaf("48h"), leaf("healed", "state")], text: "" }, "after 48 hours and once your skin has fully healed"],
    ["that the first part reaches", { first: [leaf("7d"), leaf("healed", "state")], text: "" }, "after 7 days or once your skin has fully healed"],
    ["that the sheet does not give", leaf("", "unknown"), "number missing on the sheet"],
  ])("%s is put in words", async (_, bound, text) => {
    await setLanguage("en");
    expect(boundText(bound)).toBe(text);
  });
});
