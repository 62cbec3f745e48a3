// @vitest-environment jsdom
/** The parts of "Can I …?" that few questions need. */
import "fake-indexeddb/auto";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Treatment } from "../../src/domain/diary";
import { readQuestion } from "../../src/domain/questions";
import { topicTree } from "../../src/domain/topics";
import Ask from "../../src/screens/patient/ask/ask";
import { askedOf, treatmentName, treatmentNamed } from "../../src/screens/patient/ask/asked-treatments";
import { statedNames } from "../../src/screens/patient/ask/stated";
import { questionAbout, TopicReply } from "../../src/screens/patient/ask/topic-reply";
import { Understood } from "../../src/screens/patient/ask/understood";
import { FindingReasons, findingText } from "../../src/screens/patient/finding-card";
import { timeline, treatment } from "../records";
import { builtIn } from "../topics";
import { window as rule } from "./made-up";
import { alice, clearPhone, completeBrowser, network, preparePhone, show, tap } from "./phone";

const tree = topicTree(builtIn());
const button = (name: string): Promise<HTMLElement> => screen.findByRole("button", { name });
const at = (...areas: readonly string[]): Treatment => ({ ...treatment(), applied: { ...treatment().applied, areas: areas.map((area) => ({ area, settings: "" })) } as never });

beforeEach(() => {
  completeBrowser();
  network({ "GET /api/topics": builtIn() });
});
afterEach(clearPhone);

describe("what was understood", () => {
  it("names what a later server states in its own words", async () => {
    await preparePhone(alice);
    const question = { ...questionAbout("sauna", "sauna"), conditions: ["act:long-walk", "not:flaking", "pace:very-slow"] };
    const onToggle = vi.fn();
    show(() => <Understood question={question} tree={tree} about={undefined} left={new Set()} onToggle={onToggle} />);
    expect(screen.getAllByRole("button").map((each) => each.textContent.trim())).toEqual(["long walk", "Flaking: no", "very slow"]);
    tap(screen.getByRole("button", { name: "very slow" }));
    expect(onToggle).toHaveBeenCalledWith("pace:very-slow");
  });

  it("repeats in the person's own words what something is done with and was not understood", async () => {
    await preparePhone(alice);
    const question = { ...questionAbout("sauna", "sauna with a zwupf"), conditions: ["with:unknown"], unknown: ["zwupf"] };
    show(() => <Understood question={question} tree={tree} about={undefined} left={new Set()} onToggle={vi.fn()} />);
    expect(screen.getByRole("button").textContent.trim()).toBe("with zwupf");
  });
});

describe("a question of spaces only", () => {
  it("is not asked", async () => {
    await preparePhone(alice);
    show(Ask);
    const field = await screen.findByRole("searchbox");
    fireEvent.input(field, { target: { value: "   " } });
    fireEvent.submit(field);
    expect(document.querySelector(".reply")).toBeNull();
    fireEvent.input(field, { target: { value: "sauna" } });
    fireEvent.submit(field);
    await waitFor(() => expect(document.querySelector(".reply")).not.toBeNull());
  });
});

describe("an answer that the sheet has", () => {
  const banned = (practitioner_name: string | null): Treatment => ({ ...treatment(), practitioner_name, timeline: { ...timeline(), windows: [rule("sauna", "avoid")] } });
  const askAbout = async (practitioner: string | null): Promise<void> => {
    await preparePhone(alice, { treatments: [banned(practitioner)] });
    show(() => <TopicReply topic="sauna" treatments={[banned(practitioner)]} tree={tree} />);
    await screen.findByRole("heading", { level: 2 });
  };

  it("can still be asked of the practitioner, and of nobody in a diary of one's own", async () => {
    await askAbout("Bob");
    tap(await button("Ask my practitioner"));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Ask my practitioner" })).toBeNull());
    cleanup();
    await askAbout(null);
    expect(screen.queryByRole("button", { name: "Ask my practitioner" })).toBeNull();
  });
});

describe("a condition of the sheet's own", () => {
  const conditions = { tape: { en: "Tape is on", de: "Tape klebt" } };
  const taped: Treatment = { ...treatment(), timeline: { ...timeline(), conditions, windows: [rule("sauna", "avoid", { needs: ["now:tape"] })] } };

  /** State that the condition holds, see that it counts, and take it back. */
  async function stateAndForget(): Promise<void> {
    const question = (): HTMLElement | null => screen.queryByRole("group", { name: "Does this apply to you? “Tape is on”" });
    await waitFor(() => expect(question()).not.toBeNull());
    tap(await button("It applies"));
    await screen.findByText("You said: Tape is on");
    expect(question()).toBeNull();
    tap(await button("Clear answer"));
    await waitFor(() => expect(question()).not.toBeNull());
    expect(screen.queryByText(/^You said/)).toBeNull();
  }

  it("can be stated and taken back where a topic was tapped", async () => {
    await preparePhone(alice, { treatments: [taped] });
    show(() => <TopicReply topic="sauna" treatments={[taped]} tree={tree} />);
    await stateAndForget();
  });

  it("can be stated and taken back where a question was asked", async () => {
    await preparePhone(alice, { treatments: [taped] });
    show(Ask);
    const field = await screen.findByRole("searchbox");
    fireEvent.input(field, { target: { value: "sauna" } });
    fireEvent.submit(field);
    await stateAndForget();
  });

  it("is left out of what was said once no sheet names it", async () => {
    await preparePhone(alice);
    expect(statedNames({ "now:tape": true, "now:gone": true }, [taped])).toEqual(["Tape is on"]);
    expect(statedNames({ "now:tape": false }, [taped])).toEqual(["not: Tape is on"]);
  });
});

describe("treatments", () => {
  const question = (words: string) => readQuestion(words, "en", tree);

  it("are asked by the area that the question names: the whole face is each part of it", async () => {
    const [face, neck] = [{ ...at("full-face"), id: "face" }, { ...at("neck"), id: "neck" }];
    await preparePhone(alice, { treatments: [face, neck] });
    const names = (words: string): readonly string[] => askedOf(question(words), [face, neck], tree).map(({ name }) => name);
    expect(names("can I use retinol on my chin")).toEqual([""]);
    expect(names("can I use retinol on my neck")).toEqual([""]);
    expect(names("can I use retinol").map((name) => name.slice(0, 4))).toEqual(["Full", "Neck"]);
    expect(names("can I use retinol on my hands")).toHaveLength(2);
  });

  it("are named by their areas and their day, or by the day alone", async () => {
    await preparePhone(alice);
    expect(treatmentName(at("neck", "chest"))).toMatch(/^Neck and chest/);
    expect(treatmentName(at())).not.toMatch(/neck/i);
  });

  it("are found by their name, else by their sheet, and else the first one counts", async () => {
    await preparePhone(alice);
    const [neck, chin] = [{ ...at("neck"), id: "neck" }, { ...at("chin"), id: "chin", timeline: { ...timeline(), sheet: { ...timeline().sheet, id: "other" } } }];
    const idFor = (name: string, sheet: Treatment["timeline"]): string => treatmentNamed(name, sheet, [neck, chin]).id;
    expect([idFor(treatmentName(chin), neck.timeline), idFor("", chin.timeline)]).toEqual(["chin", "chin"]);
    expect(idFor("", { ...timeline(), treated_at: "2020-01-01T10:00:00Z" })).toBe("neck");
  });
});

it("a finding is called by its sign or its symptom, and by inflammation if it has neither", async () => {
  await preparePhone(alice);
  const named = (part: object): string => findingText({ symptom: null, sign: null, area: null, ...part } as never);
  expect([named({ sign: "pustules", area: "chin" }), named({ symptom: "itching" }), named({})]).toEqual(["Pus-filled spots: Chin", "Itching", named({ symptom: "inflammation" })]);
});

it.each([
  [["outside-band"], ["This has lasted longer than your sheet says. Tell your practitioner."]],
  [["rebound", "outside-band"], ["This had got better and has come back. Tell your practitioner.", "Your sheet no longer expects this now. Tell your practitioner."]],
])("the reasons %j of a finding do not contradict each other", async (kinds, texts) => {
  await preparePhone(alice);
  const finding = { symptom: "redness", sign: null, area: null, reasons: kinds.map((kind) => ({ kind, rule: null })) };
  show(() => <FindingReasons finding={finding as never} />);
  expect([...document.querySelectorAll("p")].map((each) => each.textContent)).toEqual(texts);
});
