// @vitest-environment jsdom
/** An answer that depends on something only the patient knows, and a question that only the practitioner can answer. */
import "fake-indexeddb/auto";
import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Bound } from "../../src/domain/bounds";
import type { Treatment } from "../../src/domain/diary";
import type { Window } from "../../src/domain/timeline";
import { setLanguage } from "../../src/i18n";
import Ask from "../../src/screens/patient/ask/ask";
import { database } from "../../src/store/database";
import { grant, timeline, treatment } from "../records";
import { builtIn } from "../topics";
import { window as rule } from "./made-up";
import { alice, breakStore, clearPhone, completeBrowser, network, preparePhone, show, tap, type } from "./phone";

const button = (name: string): Promise<HTMLElement> => screen.findByRole("button", { name });
const stored = async () => (await (await database()).getAll("entries")).map(({ document }) => document);
const until = (state: string): Bound => ({ least_at: null, surely_at: null, state, act: null, kind: "state", text: state });
const at = (iso: string): Bound => ({ least_at: iso, surely_at: iso, state: null, act: null, kind: "exact", text: "24h" });

const with_ = (windows: readonly Window[], part: Partial<Treatment> = {}): Treatment => ({ ...treatment(), timeline: { ...timeline(), windows }, ...part });

/** Ask a question by the sheet of this treatment. */
async function ask(words: string, treated: Treatment, changes: Parameters<typeof preparePhone>[1] = {}): Promise<void> {
  await preparePhone(alice, { treatments: [treated], ...changes });
  show(Ask);
  type(await screen.findByRole<HTMLInputElement>("searchbox"), words);
  tap(document.querySelector("form button") as HTMLElement);
  await screen.findAllByRole("heading", { level: 2 });
}

beforeEach(() => {
  completeBrowser();
  network({ "GET /api/topics": builtIn() });
});
afterEach(async () => {
  await setLanguage("en");
  await clearPhone();
});

describe("what an answer depends on", () => {
  it("is a sign: it can be reported as gone, also after a failure, and then the ban has ended", async () => {
    await ask("sauna", with_([rule("sauna", "avoid", { closes: until("gone(pustules)") })]));
    const question = await screen.findByRole("group", { name: "Is this gone? Pus-filled spots" });
    const repair = breakStore("entries");
    tap(within(question).getByRole("button", { name: "It is gone" }));
    expect((await within(question).findByRole("alert")).textContent).toContain("This device is full");
    expect(await stored()).toEqual([]);
    repair();
    tap(within(question).getByRole("button", { name: "Try again" }));
    await screen.findByRole("heading", { name: /no longer forbidden/ });
    expect((await stored()).map(({ signs_gone }) => signs_gone)).toEqual([["pustules"]]);
  });

  it("is a state: “not yet” is stored too, and changes nothing", async () => {
    await ask("sauna", with_([rule("sauna", "avoid", { closes: until("healed") })]));
    const question = await screen.findByRole("group", { name: "Has your skin fully healed?" });
    tap(within(question).getByRole("button", { name: "Not yet" }));
    await waitFor(async () => expect((await stored()).map(({ states }) => states)).toEqual([{ healed: false }]));
    expect(screen.queryByRole("heading", { name: /no longer forbidden/ })).toBeNull();
  });

  it("is a symptom that is only described, because its end is seen in check-ins", async () => {
    await ask("sauna", with_([rule("sauna", "avoid", { closes: until("gone(redness)") })]));
    await screen.findByText("It depends on whether you no longer have redness.");
    expect(screen.queryByRole("button", { name: "It is gone" })).toBeNull();
  });

  it("is how the skin is now: a check-in says it", async () => {
    await ask("retinol", with_([rule("retinol", "avoid", { needs: ["now:redness"] })]));
    expect((await screen.findByRole("link", { name: "Check in now" })).getAttribute("href")).toBe("/check-in");
  });

  it("is asked in German", async () => {
    await setLanguage("de");
    await ask("Sauna", with_([rule("sauna", "avoid", { closes: until("gone(redness)") })]));
    await screen.findByText(/ob du keine Beschwerden mehr hast \(Rötung\)/);
  });
});

describe("how an answer changes", () => {
  it("never promises a permission without its condition", async () => {
    await ask("sun", with_([rule("sun", "avoid", { closes: at("2100-01-01T12:00:00Z") }), rule("sun", "allow", { opens: at("2100-01-01T12:00:00Z") }, { id: "later", with: ["sunscreen"] })]));
    const steps = await waitFor(() => {
      const all = [...document.querySelectorAll(".then__step")].map((step) => step.textContent);
      expect(all.length).toBeGreaterThan(1);
      return all;
    });
    expect(steps[0]).toBe("NowNo");
    expect(steps.at(-1)).toMatch(/Allowed, but only with sunscreen$/);
  });
});

describe("a question for the practitioner", () => {
  const phoned = with_([], { clinic_phone: "+49 30 1234567" });
  const words = "Question for Bob";

  it("cannot be sent empty; once sent, it says who can read it, and when", async () => {
    await ask("tattoo", phoned);
    const field = await screen.findByLabelText<HTMLTextAreaElement>(words);
    expect(screen.getByText("Is it urgent? Call +49 30 1234567.")).toBeTruthy();
    const asked = field.value;
    field.value = "";
    type(field, " ");
    expect(await button("Send question")).toHaveProperty("disabled", true);
    type(field, asked.trim());
    tap(await button("Send question"));
    await screen.findByText("Your question is in your diary. Bob can read it once you share your diary.");
    expect((await stored()).map(({ question }) => question.trim())).toEqual([asked]);
  });

  it("in a shared diary can be read once it has been sent", async () => {
    const open = { ...grant("g"), ends_at: new Date(Date.now() + 86_400_000).toISOString() };
    await ask("tattoo", with_([]), { grants: [open] });
    await screen.findByLabelText(words);
    expect(screen.queryByText(/^Is it urgent/)).toBeNull();
    tap(await button("Send question"));
    await screen.findByText("Your question is in your diary. Bob can read it once it has been sent.");
  });
});
