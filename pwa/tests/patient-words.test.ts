// @vitest-environment jsdom
/** The words of a patient's screens for moments, rules, acts and answers, in both languages. */
import "fake-indexeddb/auto";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { HOUR } from "../src/domain/dates";
import type { Change } from "../src/domain/answers";
import type { Reply, Value } from "../src/domain/replies";
import type { Question } from "../src/domain/questions";
import { PRESCRIBED } from "../src/domain/timeline";
import type { TodayItem } from "../src/domain/today";
import { topicTree } from "../src/domain/topics";
import { loadMessages, setLanguage } from "../src/i18n";
import { areaLabel, midSentence, symptomLabel } from "../src/screens/labels";
import { photoLabel } from "../src/screens/photo-label";
import { actText, reportText } from "../src/screens/patient/act-labels";
import { askedText, changeText, sentenceText } from "../src/screens/patient/ask/reply-text";
import { everyText, gateText, inText, localInput, placeText, untilText, whenText } from "../src/screens/patient/format";
import { saysText } from "../src/screens/patient/today/board-text";
import { namesOf } from "../src/screens/patient/today/topic-names";
import { topicLabel as topicName, topicOf } from "../src/screens/use-topics";
import { now } from "../src/state/clock";
import { onPhone } from "../src/state/diary";
import { window as rule } from "./components/made-up";
import { timeline, treatment } from "./records";
import { builtIn } from "./topics";

const NOW = Date.parse("2026-11-20T09:00:00Z"); // a Friday; the tests run in UTC
const tree = topicTree(builtIn());
const at = (hours: number): number => NOW + hours * HOUR;
const both = async (text: () => string | undefined): Promise<readonly (string | undefined)[]> => {
  await setLanguage("en");
  const english = text();
  await setLanguage("de");
  return [english, text()];
};

beforeAll(() => loadMessages("core", "today", "patient", "answers"));
beforeEach(() => {
  now.value = NOW;
  vi.stubGlobal("navigator", { languages: ["en-GB", "de-DE"] });
});
afterEach(async () => {
  onPhone.value = undefined;
  await setLanguage("en");
  vi.unstubAllGlobals();
});

describe("a moment", () => {
  it.each([
    [0, "today 09:00", "heute um 09:00"],
    [25, "tomorrow 10:00", "morgen um 10:00"],
    [-24, "yesterday 09:00", "gestern um 09:00"],
    [15, "tomorrow", "morgen"], // midnight
    [72, "Monday 09:00", "Montag um 09:00"],
    [-72, "Tuesday 09:00", "Dienstag um 09:00"],
    [24 * 20, "10 December, 09:00", "10. Dezember, 09:00"],
    [24 * 20 - 9, "10 December", "10. Dezember"],
  ])("%s hours from now is named as people say it", async (hours, english, german) => {
    expect(await both(() => whenText(at(hours)))).toEqual([english, german]);
  });

  it.each([
    [0, "in 1 minute"],
    [0.5, "in 30 minutes"],
    [1, "in 1 hour"],
    [47, "in 47 hours"],
    [48, "in 2 days"],
  ])("%s hours ahead is a length", (hours, text) => {
    expect(inText(at(hours))).toBe(text);
  });

  it("is the value of an input on this phone's clock", () => {
    expect(localInput(at(0.5))).toBe("2026-11-20T09:30");
  });
});

describe("how long a rule applies", () => {
  const item = (part: Partial<TodayItem>, every?: string): TodayItem => ({
    ...{ rule: rule("sauna", "avoid", {}, every === undefined ? {} : { every }).rule, sure: true, since: null, until: null, surelyUntil: null, dependsOn: [], opensOn: [] },
    ...part,
  });

  it.each<[string, TodayItem, string | undefined, string | undefined]>([
    ["nothing", item({}), undefined, undefined],
    ["an end", item({ until: at(25), surelyUntil: at(25) }), "until tomorrow 10:00", "bis morgen um 10:00"],
    ["a range ahead", item({ until: at(25), surelyUntil: at(49) }), "until at least tomorrow 10:00, Sunday 10:00 at the latest", "mindestens bis morgen um 10:00, längstens bis Sonntag um 10:00"],
    ["an end that may have come", item({ until: at(-1), surelyUntil: at(1) }), "until today 10:00 at the latest", "längstens bis heute um 10:00"],
    ["an end that has come", item({ until: at(-2), surelyUntil: at(-1) }), undefined, undefined],
    ["an open range whose least has come", item({ until: at(-2), surelyUntil: null }), undefined, undefined],
    ["how often, and a state", item({ dependsOn: ["healed"] }, "2/day"), "2 times a day · until your skin has fully healed", "2-mal am Tag · bis deine Haut ganz verheilt ist"],
    ["a state on which only its beginning depends", item({ dependsOn: ["healed"], opensOn: ["healed"] }), undefined, undefined],
    ["a report of now", item({ dependsOn: ["now:redness"] }), undefined, undefined],
  ])("is put in words: %s", async (_, of, english, german) => {
    expect(await both(() => untilText(of))).toEqual([english, german]);
  });

  it.each([
    ["as needed", "when needed"],
    ["every 4-6h", "every 4 to 6 hours"],
    ["every >=4-6h", "every 4 to 6 hours"],
    ["3/week", "3 times a week"],
    ["1/month", "every month"],
    ["2/year", "2 times a year"],
    ["now and then", "now and then"],
  ])("says how often: %s", (every, text) => {
    expect(everyText(every)).toBe(text);
  });

  it("says where a rule comes from", () => {
    expect(placeText(rule("sauna", "avoid").rule, "Sheet")).toBe("From “Sheet”: 1");
    expect(placeText(rule("sauna", "avoid", {}, { source: "practitioner" }).rule, "Sheet")).toBe("Your practitioner’s instruction");
  });

  it("calls a condition of the sheet's own as the sheet does, and without a name by its id", () => {
    const conditions = { "punctures-closed": { en: "Your punctures have closed" } };
    const own = { ...treatment(), timeline: { ...timeline(), conditions } };
    onPhone.value = { treatments: [own], entries: [], photos: [], replies: [], grants: [], access_records: [], outbox: [], notices: [] };
    expect(gateText("now:punctures-closed")).toBe("this applies: “Your punctures have closed”");
    expect(gateText("before(hair-dye)")).toBe("you are about to do this: hair dye");
    expect(gateText("something-new")).toBe("this applies: “something new”");
  });
});

describe("an act", () => {
  it.each([
    ["wash", "I have just washed", "Washed"],
    ["used-up(serum)", "I have used this up: serum", "Used up: serum"],
    ["hair-dye", "Just now: hair dye", "hair dye"],
  ])("is said, and then named: %s", (act, sentence, named) => {
    expect([actText(act), reportText({ kind: "acts", name: act }, [])]).toEqual([sentence, named]);
  });

  it("that is a duty is named by its rule, or by its id if the sheet has lost it", () => {
    const rules = [rule("cream", "do", {}, { says: "Use the cream." }).rule];
    expect(reportText({ kind: "duties_done", name: "cream" }, rules)).toBe("Use the cream.");
    expect(reportText({ kind: "duties_done", name: "old-duty" }, rules)).toBe("old duty");
  });
});

describe("a label", () => {
  it("of something that this version does not know is its id in words", () => {
    expect([areaLabel("ear-lobe"), symptomLabel("new-sign"), symptomLabel("inflammation")]).toEqual(["ear lobe", "new sign", "Irritated skin"]);
  });

  it("of a photo is its side, or the area of a close-up", () => {
    expect(photoLabel({ angle: "left", area: null })).toBe("Left side");
    expect(photoLabel({ angle: "close-up", area: "chin" })).toBe("Chin");
  });

  it("inside a sentence keeps the capital of a German noun", async () => {
    expect(await both(() => midSentence("Rötung"))).toEqual(["rötung", "Rötung"]);
  });

  it("that a person types is the topic behind it, however it is written; any other text stays", () => {
    expect(topicOf(tree, "  sAuna ")).toBe("sauna");
    expect(topicOf(tree, " my own thing ")).toBe("my own thing");
    expect(topicOf(undefined, "Sauna")).toBe("Sauna");
    expect([topicName(tree, "sauna"), topicName(tree, "hair-gel"), topicName(undefined, "hair-gel")]).toEqual(["sauna", "hair gel", "hair gel"]);
  });
});

describe("a tile", () => {
  it.each([
    [{ form: "until", at: at(2) }, "11:00", "11:00"],
    [{ form: "until", at: at(25) }, "tomorrow 10:00", "morgen 10:00"],
    [{ form: "until", at: at(15) }, "tomorrow", "morgen"],
    [{ form: "until", at: at(72) }, "Mon 09:00", "Mo 09:00"],
    [{ form: "until", at: at(24 * 20) }, "10 Dec", "10. Dez."],
    [{ form: "once", gates: ["healed"] }, "once healed", "wenn verheilt"],
    [{ form: "once", gates: ["healed", "calm"] }, "depends", "je nachdem"],
    [{ form: "when", gates: ["on(home)"] }, "when you get home", "wenn du zu Hause bist"],
    [{ form: "when", gates: ["after(wash)"] }, "after washing", "nach dem Waschen"],
    [{ form: "when", gates: ["while(outside)"] }, "when outdoors", "wenn du draußen bist"],
    [{ form: "when", gates: ["after(hair-dye)"] }, "depends", "je nachdem"],
    [{ form: "with", topics: ["sunscreen"] }, "with sunscreen", "nur: Sonnencreme"],
    [{ form: "only", topics: ["sunscreen", "hat"] }, "only sunscreen or hat", "nur Sonnencreme oder Hut"],
    [{ form: "only", topics: ["sunscreen", "hat", "cleanser"] }, "only some kinds", "nur manches"],
    [{ form: "except", topic: "sauna" }, "not: sauna", "nicht: Sauna"],
    [{ form: "yes" }, "yes", "ja"],
  ] as const)("says it in a few words: %o", async (says, english, german) => {
    expect(await both(() => saysText(says, tree))).toEqual([english, german]);
  });

  it("counts the topics that have no room", () => {
    expect(namesOf(["sauna", "sun"], tree)).toBe("Sauna, Sun");
    expect(namesOf(["sauna", "sun", "swimming", "hat"], tree)).toBe("Sauna, Sun and 2 more");
  });
});

describe("a reply", () => {
  it.each<[string, Value, string, string]>([
    ["topics", { topics: ["sunscreen", "hat"] }, "Sunscreen or hat", "Sonnencreme oder Hut"],
    ["a moment", { moment: at(25) }, "Tomorrow 10:00", "Morgen um 10:00"],
    ["a day", { day: at(25) }, "Tomorrow", "Morgen"],
    ["a rule", { says: rule("sauna", "avoid").rule }, "The rule on sauna.", "The rule on sauna."],
    ["a symptom", { noticed: "redness" }, "Redness", "Rötung"],
    ["states", { gates: ["healed", "calm"] }, "Your skin has fully healed and your skin has calmed down", "Deine Haut ganz verheilt ist und deine Haut sich beruhigt hat"],
    ["words", "soon", "Soon", "Soon"],
  ])("fills its sentences with %s, in the language of the reader", async (_, topic, english, german) => {
    const texts = await both(() => sentenceText({ key: "answer.no.number-missing", values: { topic } }, tree));
    expect(texts.map((text) => text?.split(": n", 1)[0])).toEqual([english, german]);
  });

  const about = (part: Partial<Reply>, moment: Partial<Question["at"]> | null = {}): string | undefined =>
    askedText({ question: { at: moment && { part: "", ...moment } } as Question, now: NOW, from: NOW, until: null, ...part } as Reply);

  it.each<[string, () => string | undefined, string | undefined]>([
    ["no moment", () => about({}, null), undefined],
    ["now", () => about({}), undefined],
    ["a moment", () => about({ from: at(25) }), "For tomorrow 10:00"],
    ["a part of a day", () => about({ from: at(9), until: at(13) }, { part: "evening" }), "From today 18:00 to today 22:00"],
    ["a day", () => about({ from: at(15), until: at(39) }), "For tomorrow"],
    ["two days", () => about({ from: at(15), until: at(63) }), "From tomorrow to Sunday"],
  ])("names what was asked about: %s", (_, text, words) => {
    expect(text()).toBe(words);
  });

  const change = (part: Partial<Change>): Change => ({ at: null, kind: "yes", leastAt: null, surelyAt: null, with: [], dependsOn: [], rule: null, ...part });

  it.each([
    [change({ at: at(25) }), "From tomorrow 10:00"],
    [change({ dependsOn: ["healed", "calm"] }), "Once your skin has fully healed and your skin has calmed down"],
    [change({ dependsOn: [PRESCRIBED] }), "If it is prescribed"],
    [change({ dependsOn: ["now:redness"] }), "It depends on your skin"],
  ])("says when the answer changes", (of, words) => {
    expect(changeText(of)).toBe(words);
  });
});
