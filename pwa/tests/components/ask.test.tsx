// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import Ask from "../../src/screens/patient/ask/ask";
import { setClockOffset } from "../../src/state/clock";
import { loadTopics } from "../../src/state/topics";
import { database } from "../../src/store/database";
import { setLanguage } from "../../src/i18n";
import type { Bound } from "../../src/domain/bounds";
import { emptyDocument, type Entry, type Treatment } from "../../src/domain/diary";
import type { Timeline, TimelineRule, Window } from "../../src/domain/timeline";
import { timeline, treatment } from "../records";
import { builtIn } from "../topics";
import { alice, breakStore, clearPhone, completeBrowser, HEAT, network, preparePhone, show, tap, type } from "./phone";

const HOUR = 3_600_000;
const button = (name: string) => screen.findByRole("button", { name });

async function ask(words: string): Promise<void> {
  const field = await screen.findByRole<HTMLInputElement>("searchbox");
  field.value = "";
  type(field, words);
  tap(await button("Ask"));
}

beforeEach(async () => {
  completeBrowser();
  network({ "GET /api/topics": HEAT });
  await preparePhone(alice);
});
afterEach(async () => {
  setClockOffset(0);
  await clearPhone();
});

describe("what the sheet names beside its rules", () => {
  const allow: TimelineRule = { id: "heat", verb: "allow", topics: ["heat"], says: "Heat is fine once the punctures have closed.", cite: "4", source: "sheet" };
  const window: Window = { rule: allow, opens: null, closes: null, needs: ["now:punctures-closed"], unless: [] };

  it("is asked about in the author's words if it is a condition, and the answer follows what was said", async () => {
    const sheet: Timeline = { ...timeline(), windows: [window], conditions: { "punctures-closed": { en: "Your punctures have closed" } } };
    await preparePhone(alice, { treatments: [{ ...treatment(), timeline: sheet }] });
    show(Ask);
    await ask("heat");
    await screen.findByRole("heading", { name: /Heat is fine once the punctures have closed\.$/ });
    tap(await button("It does not"));
    expect(screen.queryByText(/sheet does not say/)).toBeNull();
    tap(await button("It applies"));
    await screen.findByRole("heading", { name: /^Yes/ });
    expect(screen.getByText(/You said: Your punctures have closed/)).toBeTruthy();
  });

  it("is quoted if it is a sentence that shares a word with the question", async () => {
    const sentences = [{ text: "Never put heat packs on your skin.", heading: null, language: "en", unread: false }];
    await preparePhone(alice, { treatments: [{ ...treatment(), plain_sentences: sentences }] });
    show(Ask);
    await ask("heat");
    await screen.findByText("Never put heat packs on your skin.");
  });

  it("is quoted beside the answer if the program could not read it, and it is about the same", async () => {
    const unread = { text: "Whether heat is fine depends on your skin.", heading: null, language: "en", unread: true };
    await preparePhone(alice, { treatments: [{ ...treatment(), plain_sentences: [unread, { ...unread, text: "Come by bus." }] }] });
    show(Ask);
    await ask("heat");
    await screen.findByText("Whether heat is fine depends on your skin.");
    expect(screen.getByText("Your sheet also says this, which the program could not read:")).toBeTruthy();
    expect(screen.queryByText("Your sheet has no rule about this, but it says:")).toBeNull();
    expect(screen.queryByText("Come by bus.")).toBeNull();
  });
});

describe("Can I …?", () => {
  it("answers a typed question, also without a network once the topics are on the phone", async () => {
    await loadTopics();
    network({});
    show(Ask);
    await ask("heat");
    await screen.findByRole("heading", { name: "Heat: your sheet does not say. You can ask your practitioner." });
  });

  it("says that it is offline while the phone has no topics, and loads them on a retry", async () => {
    network({});
    show(Ask);
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network({ "GET /api/topics": HEAT });
    tap(await button("Try again"));
    await screen.findByRole("searchbox");
  });

  it("says that the topics cannot be read instead of going blank", async () => {
    network({ "GET /api/topics": { ...HEAT, ids: 7 } });
    show(Ask);
    expect((await screen.findByRole("alert")).textContent).toContain("could not read the server’s answer");
  });

  it("keeps a question that the phone cannot store, and sends it on a retry", async () => {
    show(Ask);
    await ask("tattoo");
    const repair = breakStore("entries");
    const send = await button("Send question");
    tap(send);
    expect(send.getAttribute("aria-busy")).toBe("true");
    expect((await screen.findByRole("alert")).textContent).toContain("This device is full");
    expect(screen.getByLabelText<HTMLTextAreaElement>("Question for Bob").value).toContain("tattoo");
    repair();
    tap(await button("Try again"));
    await screen.findByText(/Your question is in your diary/);
    expect(await (await database()).count("entries")).toBe(1);
  });

  it("warns of a wrong clock and says by how much", async () => {
    setClockOffset(2 * 24 * HOUR);
    show(Ask);
    await screen.findByText("Clock difference");
    expect(screen.getByText(/differ by 2 days/)).toBeTruthy();
    setClockOffset(60_000);
    await waitFor(() => expect(screen.queryByText("Clock difference")).toBeNull());
  });

  it("has nobody to send a question to without a clinic", async () => {
    await clearPhone();
    network({ "GET /api/topics": HEAT });
    await preparePhone(alice, { treatments: [{ ...treatment(), clinic_name: null, practitioner_name: null }] });
    show(Ask);
    await ask("tattoo");
    await screen.findByText(/You have no clinic in this app yet/);
  });
});

const HOT = { least_at: "2020-01-01T00:00:00Z", surely_at: "2020-01-01T00:00:00Z", state: null, act: null, kind: "exact", text: "1h" } as const;
const NEVER = { ...HOT, least_at: "2100-01-01T12:00:00Z", surely_at: "2100-01-01T12:00:00Z" } as const;
const HEALED: Bound = { ...HOT, least_at: null, surely_at: null, state: "healed", kind: "state", text: "healed" };
const SURELY: Bound = { ...NEVER, surely_at: "2101-02-02T12:00:00Z", kind: "range" };

function rule(id: string, verb: TimelineRule["verb"], part: Partial<TimelineRule> = {}): Window {
  const own = { id, verb, topics: [id], says: `The rule on ${id}.`, cite: "1", source: "sheet", ...part } as const;
  return { rule: own, opens: null, closes: null, needs: [], unless: [] };
}

const windows = [
  rule("sun", "allow", { with: ["sunscreen", "bath"] }),
  { ...rule("bath", "avoid"), closes: HOT },
  { ...rule("sauna", "avoid", { translations: { de: { says: "Die Regel zur Sauna." } } }), closes: NEVER },
  { ...rule("mascara", "avoid"), closes: HEALED },
  { ...rule("swimming", "avoid"), closes: SURELY },
  rule("sunscreen", "do", { why: "It protects." }),
  rule("redness", "expect"),
  rule("pustules", "call"),
];

async function start(part: Partial<Timeline> = {}, entries: readonly Entry[] = []): Promise<void> {
  await clearPhone();
  network({ "GET /api/topics": builtIn() });
  await preparePhone(alice, { treatments: [{ ...treatment(), timeline: { ...timeline(), windows, ...part } }], entries: [...entries] });
  show(Ask);
}

const heading = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole("heading", { name });
const steps = (): readonly string[] => [...document.querySelectorAll(".then__step")].map((step) => step.textContent);

describe("an open finding that the sheet asks to report", () => {
  it("comes before what the sheet permits, and not before what it forbids", async () => {
    const document = { ...emptyDocument("Europe/Berlin"), signs: [{ sign: "pustules", area: null }] } as const;
    const entry = { id: "e1", treatment_id: "treatment", occurred_at: "2026-11-19T10:00:00Z", document, revision: 2, edited: false };
    await start({}, [entry]);
    await ask("can I use sunscreen");
    await heading("You reported: pus-filled spots. Ask your practitioner first.");
    expect(screen.getByText("Sunscreen: your sheet asks for it.")).toBeTruthy();
    await ask("can I go to the sauna");
    await heading(/^No\.\s*Sauna: not before January 1/);
    expect(screen.queryByText(/You reported/)).toBeNull();
  });
});

describe("the kinds of answer", () => {
  beforeEach(() => start());

  it("says No before the statement where one thing is asked, and quotes the rule with its place", async () => {
    await ask("can I use the sauna?");
    await heading(/^No\.\s*Sauna: not before January 1/);
    expect(screen.getByText("The rule on sauna.")).toBeTruthy();
    expect(screen.getByText("From “Sheet”: 1")).toBeTruthy();
  });

  it("gives a question and its opposite the same statement without Yes or No", async () => {
    await ask("is sauna still forbidden");
    await heading(/^Sauna: not before January 1/);
    await ask("do I have to avoid the sauna?");
    await heading(/^Sauna: not before January 1/);
  });

  it("begins with the condition of a permission, without a Yes", async () => {
    await ask("sun");
    const shown = await heading(/^Sun: only with sunscreen/);
    expect(shown.textContent).not.toContain("Yes");
  });

  it("names the members of a family about which the sheet is stricter", async () => {
    await ask("exercise");
    await heading(/^Exercise: no swimming before February 2/);
    expect(screen.getByText("Your sheet says nothing about the rest.")).toBeTruthy();
    expect(screen.getByText("The rule on swimming.")).toBeTruthy();
  });

  it("does not show a ban that has ended as a permission", async () => {
    await ask("bath");
    const shown = await heading("Bath: no longer forbidden. Your sheet says nothing more.");
    expect(shown.className).not.toContain("teal");
  });

  it("shows how the answer changes in words, with times", async () => {
    await ask("swimming");
    await heading(/^No\.\s*Swimming: January 1/);
    expect(steps()).toEqual(["NowNo", "From January 1, 12:00 PMNot clear", "From February 2, 12:00 PMBan has ended"]);
    const tones = [...document.querySelectorAll(".then__step")].map((step) => step.className.split("--")[1]);
    expect(tones).toEqual(["plum", "ochre", "sand"]);
  });

  it("asks for the state that an answer depends on, and applies it after one tap", async () => {
    await ask("mascara");
    await heading("Mascara: only once your skin has fully healed.");
    await screen.findByText("Has your skin fully healed?");
    tap(await button("Yes"));
    await heading("Mascara: no longer forbidden. Your sheet says nothing more.");
  });

  it("answers several topics, the strictest first", async () => {
    await ask("sunscreen or sauna");
    await heading(/^Sauna:/);
    const names = screen.getAllByRole("heading", { level: 2 }).map((each) => each.textContent);
    expect(names.slice(0, 2)).toEqual(["Sauna: not before January 1, 12:00 PM.", "Sunscreen: your sheet asks for it."]);
  });

  it("shows words that it does not understand, and what a typing slip was taken for", async () => {
    await ask("can I use calendulol");
    await screen.findByText("Not understood: calendulol.");
    await ask("sunscren");
    await screen.findByText("Understood as “sunscreen”.");
    expect(screen.getByRole("heading", { name: "Sunscreen: your sheet asks for it." })).toBeTruthy();
  });

  it("answers for the moment in the question, and names it", async () => {
    await ask("can I go to the sauna tomorrow");
    await screen.findByText("For tomorrow", { selector: ".reply__about" });
    expect(steps()[0]).toBe("For tomorrowNo");
  });

  it("answers about symptoms and signs", async () => {
    await ask("is it normal that my skin is red");
    await heading("Redness: your sheet expects this and does not say when it ends.");
    await ask("I have little pus spots");
    await heading(/your sheet asks you to tell your practitioner.$/);
  });

  it("answers a tapped topic like a typed one", async () => {
    await screen.findByRole("searchbox");
    tap(await button("Sauna"));
    await heading(/^No\.\s*Sauna: not before January 1/);
  });

  it("keeps “ask my practitioner” behind a tap where the sheet has an answer", async () => {
    await ask("sauna");
    tap(await button("Ask my practitioner"));
    expect((await screen.findByLabelText<HTMLTextAreaElement>("Question for Bob")).value).toContain("sauna");
  });
});

describe("languages", () => {
  afterEach(() => setLanguage("en"));

  it("quotes a rule in the person's language, or marks the sheet's own", async () => {
    await setLanguage("de");
    await start();
    type(await screen.findByRole("searchbox"), "darf ich in die Sauna oder ein Bad nehmen");
    tap(await button("Fragen"));
    expect((await screen.findByText("Die Regel zur Sauna.")).getAttribute("lang")).toBeNull();
    expect(screen.getByText("The rule on bath.").getAttribute("lang")).toBe("en");
    await heading(/^Sauna: nicht vor 1. Januar/);
  });
});

it("knows the topics and words that only this sheet has", async () => {
  const gauze = rule("gauze", "avoid");
  await start({ windows: [gauze], topics: [{ id: "gauze", in: ["topical"], words: { en: ["gauze", "lint wrap"] } }] });
  await ask("can I take the lint wrap off");
  await heading(/Gauze: no. Your sheet does not say when this ends.$/);
});

describe("what was understood", () => {
  beforeEach(() => start());

  it("is repeated, and a misunderstanding is put right with one tap", async () => {
    await ask("my skin has healed, can I use mascara");
    await heading("Mascara: no longer forbidden. Your sheet says nothing more.");
    const chip = await button("my skin has healed");
    expect(chip.getAttribute("aria-pressed")).toBe("true");
    tap(chip);
    await heading("Mascara: only once your skin has fully healed.");
    expect(chip.getAttribute("aria-pressed")).toBe("false");
    tap(chip);
    await heading("Mascara: no longer forbidden. Your sheet says nothing more.");
  });

  it("includes the time, and each of several topics", async () => {
    await ask("sunscreen or sauna tomorrow");
    const chips = async (): Promise<readonly string[]> => (await screen.findAllByRole("button", { pressed: true })).map((each) => each.textContent.trim());
    await heading(/^Sauna:/);
    expect(await chips()).toEqual(["Sunscreen", "Sauna", "For tomorrow"]);
    const [, sauna] = screen.getAllByRole("button", { pressed: true });
    tap(sauna as HTMLElement);
    await waitFor(() => expect(screen.queryByRole("heading", { name: /^Sauna:/ })).toBeNull());
    tap(await button("For tomorrow"));
    await waitFor(() => expect(document.querySelector(".reply__about")).toBeNull());
  });

  it.each([
    ["just got home, sauna?", "I am home"],
    ["my skin is irritated, sauna?", "my skin is irritated"],
    ["sauna, not healed yet", "my skin has not healed"],
    ["can I use sunscreen without make-up", "without Make-up"],
    ["sauna with a cut on my neck", "Neck"],
    ["is it normal that it itches for over a week now", "it has lasted 7 days"],
    ["my doctor prescribed sunscreen, can I use it", "a doctor prescribed it"],
    ["the itching is getting worse, is that normal", "it is getting worse"],
  ])("%s: %s", async (words, chip) => {
    await ask(words);
    await button(chip);
  });
});

describe("treatments whose courses overlap", () => {
  const coming: Bound = { ...NEVER, least_at: "2099-01-01T12:00:00Z", surely_at: "2099-01-01T12:00:00Z" };
  const at = (id: string, area: "neck" | "cheeks", treated_at: string, closes: Bound): Treatment => ({
    ...treatment(),
    ...{ id, treated_at },
    applied: { kind: "peel", areas: [{ area }], product: "", strength: "", layers: null },
    timeline: { ...timeline(), treated_at, sheet: { ...timeline().sheet, id, title: `Sheet of the ${area}` }, windows: [{ ...rule("sauna", "avoid"), closes }] },
  });

  beforeEach(async () => {
    await clearPhone();
    network({ "GET /api/topics": builtIn() });
    const treatments = [at("face", "cheeks", "2026-11-10T10:00:00Z", coming), at("neck", "neck", "2026-11-18T10:00:00Z", NEVER), at("old", "neck", "2019-12-01T10:00:00Z", HOT)];
    await preparePhone(alice, { treatments });
    show(Ask);
  });

  it("each have a part of the answer, named by the treatment, with the sheet behind it", async () => {
    await ask("is sauna forbidden");
    await screen.findByText("Neck, November 18");
    expect([...document.querySelectorAll(".reply__treatment")].map((each) => each.textContent)).toEqual(["Neck, November 18", "Cheeks, November 10"]);
    expect(screen.getByText("From “Sheet of the cheeks”: 1")).toBeTruthy();
    expect(screen.getByText("From “Sheet of the neck”: 1")).toBeTruthy();
  });

  it("are asked alone if the question names the area", async () => {
    await ask("sauna on my cheeks");
    await heading(/Sauna: not before January 1/);
    expect(document.querySelector(".reply__treatment")).toBeNull();
    expect(screen.getByText("From “Sheet of the cheeks”: 1")).toBeTruthy();
    tap(await button("Cheeks"));
    await screen.findByText("Neck, November 18");
  });
});
