// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import Ask from "../../src/screens/patient/ask/ask";
import { setClockOffset } from "../../src/state/clock";
import { loadTopics } from "../../src/state/topics";
import { database } from "../../src/store/database";
import type { TopicsDocument } from "../../src/domain/topics";
import type { Bound } from "../../src/domain/bounds";
import type { TimelineRule, Window } from "../../src/domain/timeline";
import { timeline, treatment } from "../records";
import { alice, breakStore, clearPhone, completeBrowser, HEAT, network, preparePhone, show, tap, type } from "./phone";

const HOUR = 3_600_000;
const button = (name: string) => screen.findByRole("button", { name });

async function ask(words: string): Promise<void> {
  type(await screen.findByRole("searchbox"), words);
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

describe("Can I …?", () => {
  it("answers a typed question, also without a network once the topics are on the phone", async () => {
    await loadTopics();
    network({});
    show(Ask);
    await ask("heat");
    await screen.findByRole("heading", { name: /^Heat: your sheet does not say/ });
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

const TOPICS: TopicsDocument = {
  ...HEAT,
  ids: "sun sunscreen exercise hard-exercise bath symptom redness",
  parents: [[], [], [], [2], [], [], [5]],
  words: { en: "sun\nsunscreen\nexercise\nhard exercise\nbath\nsymptom\nredness", de: "Sonne\nSonnenschutz\nSport\nHarter Sport\nBad\nSymptom\nRötung" },
};
const LONG_AGO: Bound = { least_at: "2020-01-01T00:00:00Z", surely_at: "2020-01-01T00:00:00Z", state: null, act: null, kind: "exact", text: "1h" };

function rule(id: string, verb: TimelineRule["verb"], part: Partial<TimelineRule> = {}): Window {
  const own = { id, verb, topics: [id], says: `The rule on ${id}.`, cite: "1", source: "sheet", ...part } as const;
  return { rule: own, opens: null, closes: null, needs: [], unless: [] };
}

describe("the kinds of answer", () => {
  const windows = [
    rule("sun", "allow", { with: ["sunscreen", "bath"] }),
    rule("hard-exercise", "avoid"),
    { ...rule("bath", "avoid"), closes: LONG_AGO },
    rule("redness", "expect"),
    rule("symptom", "call"),
  ];

  beforeEach(async () => {
    await clearPhone();
    network({ "GET /api/topics": TOPICS });
    await preparePhone(alice, { treatments: [{ ...treatment(), timeline: { ...timeline(), windows } }] });
    show(Ask);
  });

  it("begins with the condition of a permission", async () => {
    await ask("sun");
    await screen.findByRole("heading", { name: /only with sunscreen or bath\.$/ });
  });

  it("lists the members of a family about which the sheet is stricter", async () => {
    await ask("exercise");
    await screen.findByRole("heading", { name: "Exercise: no hard exercise now." });
    expect(screen.getByText("Your sheet says nothing about the rest.")).toBeTruthy();
  });

  it("does not show a ban that has ended as a permission", async () => {
    await ask("bath");
    const heading = await screen.findByRole("heading", { name: "Bath: no longer forbidden. Your sheet says nothing more." });
    expect(heading.className).not.toContain("teal");
  });

  it("answers about symptoms, and quotes whom to tell", async () => {
    await ask("symptom");
    await screen.findByRole("heading", { name: /your sheet asks you to tell your practitioner\.$/ });
  });
});
