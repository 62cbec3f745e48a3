// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, fireEvent, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../src/i18n";
import Record from "../../src/screens/practitioner/record";
import type { SheetSummary, TreatmentForClinic, TreatmentNew } from "../../src/state/clinic";
import { beforeNext, clinicTreatment, earlierReaction, NEEDLING, sheetSummary } from "../clinic-records";
import { smallTopics } from "../topics";
import { bob, choose, clearPhone, completeBrowser, delayed, network, preparePhone, refusal, show, tap, type, type Sent } from "./phone";

const SAVE = "POST /api/treatments";
const REACTIONS = "GET /api/treatments/earlier-reactions?patient_id=alice";
const CLINIC = { id: "c", name: "Lindenhof", phone: "", time_zone: "Europe/Berlin" };

const GENTLE = sheetSummary({ default: true, flags: ["retinol-layer", "own"], conditions: { own: { en: "Numbing cream used", de: "Betäubt" } } });
const SHEETS = [
  GENTLE,
  sheetSummary({ key: "peel", title: "Peel days", kind: "peel" }),
  sheetSummary({ key: "laser", title: "Laser days", kind: "laser" }),
  sheetSummary({ key: "injection", title: "Injection days", kind: "injection" }),
  sheetSummary({ key: "other", title: "Other days", kind: "other" }),
];

const TOPICS = smallTopics("make-up sunscreen hat", { en: "mascara and powder\nsun cream\nhat" });

interface Clinic {
  readonly sheets?: readonly SheetSummary[];
  readonly treatments?: readonly TreatmentForClinic[];
  readonly answers?: Parameters<typeof network>[0];
}

const answersOf = ({ sheets = SHEETS, treatments = [], answers = {} }: Clinic): Parameters<typeof network>[0] => ({
  "GET /api/sheets": { sheets },
  "GET /api/treatments": { treatments },
  "GET /api/me": { ...bob, clinic: CLINIC },
  "GET /api/treatment-presets": { presets: [] },
  "GET /api/topics": TOPICS,
  [SAVE]: clinicTreatment({ id: "new" }),
  [REACTIONS]: { treatments: [] },
  "GET /api/patients/alice-here/before-next": beforeNext(),
  "GET /api/patients/emil-here/before-next": beforeNext(),
  ...answers,
});

async function open(clinic: Clinic = {}): Promise<readonly Sent[]> {
  const sent = network(answersOf(clinic));
  show(Record);
  await field("End of the treatment");
  return sent;
}

const field = (label: string | RegExp) => screen.findByLabelText<HTMLInputElement>(label);
const button = (name: string) => screen.findByRole("button", { name });
const save = async () => tap(await button("Save treatment"));
const alerts = () => screen.queryAllByRole("alert").map((each) => each.textContent.trim());
const saved = (sent: readonly Sent[]) => sent.filter(({ call }) => call === SAVE).map(({ body }) => body as TreatmentNew);
const fill = async (label: string, text: string): Promise<void> => {
  const input = await field(label);
  fireEvent.input(input, { target: { value: text } });
};

/** What every record needs, besides its sheet: Carl's cheeks. */
async function carlsCheeks(): Promise<void> {
  type(await field("Name as in your clinic’s records"), "Carl");
  tap(await field("Cheeks"));
  type(await field(DEPTH), "1.5");
}

const DEPTH = "Cheeks: needle depth in mm";
/** Alice's or Emil's entry in the list of patients, with their last visit. */
const pick = async (name: string) => choose(await field("Patient"), `${name} · Wed, Nov 18`);

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-21T10:00:00Z") });
  vi.spyOn(Intl, "supportedValuesOf").mockReturnValue(["Europe/Berlin", "Europe/London", "UTC"]); // the form with all 400 is slow in jsdom
  completeBrowser();
  network({});
  await preparePhone(bob, {});
  history.replaceState(null, "", "/clinic/record");
});
afterEach(async () => {
  await act(() => setLanguage("en"));
  await clearPhone();
  vi.useRealTimers();
});

describe("recording a treatment", () => {
  it("starts with now on the clinic's clock, in its time zone, and its default sheet", async () => {
    await open();
    expect((await field("End of the treatment")).value).toBe("2026-11-21T11:00");
    expect(screen.getByText("Time zone: Berlin")).toBeTruthy();
    expect((await field("Aftercare sheet")).value).toBe("gentle");
    expect(screen.queryByLabelText("Patient")).toBeNull(); // nobody returns yet
  });

  it("takes the phone's time zone for a clinic of which none is known", async () => {
    await open({ answers: { "GET /api/me": bob } });
    expect(screen.getByText("Time zone: UTC")).toBeTruthy();
  });

  it("says that it is offline, and loads on a retry", async () => {
    show(Record);
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network(answersOf({}));
    tap(await button("Try again"));
    expect(await field("End of the treatment")).toBeTruthy();
  });

  it("names everything that is missing, and sends nothing", async () => {
    const sheets = [sheetSummary({ key: "a", title: "A", built_in: false }), sheetSummary({ key: "b", title: "B", built_in: false })];
    const sent = await open({ sheets });
    await save();
    expect(alerts()).toEqual(["Please enter a name.", "Please choose the aftercare sheet.", "Please choose at least one area."]);
    expect(saved(sent)).toEqual([]);
    choose(await field("Aftercare sheet"), "B");
    expect(within(await field("Aftercare sheet")).queryByRole("option", { name: "Choose a sheet" })).toBeNull();
  });

  it("is sent in full, and opens the new record", async () => {
    const sent = await open();
    await carlsCheeks();
    tap(await field("Chin"));
    fireEvent.input(await field(DEPTH), { target: { value: "1,5" } });
    fireEvent.input(await field("Chin: needle depth in mm"), { target: { value: "1" } });
    type(await field(/^Cheeks: passes/), "3");
    type(await field(/^Treatment device/), "Pen 4");
    type(await field("Serum or product 1 (optional)"), "Serum A");
    type(await field("Lot number 1 (optional)"), "A 12");
    type(await field("Serum or product 2 (optional)"), " Serum B ");
    await fill("Clinic note (only your clinic can see it) (optional)", "Left cheek first");
    await fill("Next session (optional)", "2026-12-19T10:00");
    tap(await field("Retinol layer applied"));
    tap(await field("Numbing cream used"));
    tap(await button("Change time zone"));
    choose(await field("Time zone"), "London");
    fireEvent.input(await field("End of the treatment"), { target: { value: "2026-11-21T09:30" } });
    await save();
    await vi.waitFor(() => expect(location.pathname).toMatch(/^\/clinic\/treatments\/./));
    const [treatment] = saved(sent);
    expect(treatment).toEqual({
      ...{ id: location.pathname.split("/").at(-1), clinic_patient_id: null, patient_id: null, patient_name: "Carl", sheet_key: "gentle", sheet_version: null },
      ...{ treated_at_local: "2026-11-21T09:30", time_zone: "Europe/London", fold: null, acknowledged_reactions: [] },
      next_treatment_at: new Date("2026-12-19T10:00").toISOString(),
      record: {
        ...{ kind: "needling", device: "Pen 4", products: ["Serum A, LOT A 12", "Serum B"], numbing: "", end_point: "" },
        areas: [{ area: "cheeks", depth_mm: 1.5, passes: 3 }, { area: "chin", depth_mm: 1, passes: null }],
        ...{ flags: ["retinol-layer", "own"], directed: [], note: "Left cheek first" },
      },
    });
  });

  it("refuses a depth that no needle reaches", async () => {
    const sent = await open();
    await carlsCheeks();
    fireEvent.input(await field(DEPTH), { target: { value: "4" } });
    await save();
    expect(alerts()).toEqual(["Please enter a depth between 0.1 and 3 mm."]);
    expect(saved(sent)).toEqual([]);
  });

  it.each<[string, Record<string, string>, Partial<TreatmentNew["record"]>]>([
    ["Peel days", { "Product": "TCA", "Strength": "20 %", "Layers": "3" }, { kind: "peel", product: "TCA", strength: "20 %", layers: 3 }],
    ["Laser days", { "Treatment device": "Fraxel", "Setting": "30 mJ" }, { kind: "laser", device: "Fraxel", setting: "30 mJ" }],
    ["Injection days", { "Product": "Filler", "Amount": "1 ml" }, { kind: "injection", product: "Filler", amount: "1 ml" }],
    ["Other days", { "Product or device": "Cold plate", "Setting": "5 min" }, { kind: "other", product_or_device: "Cold plate", setting: "5 min" }],
  ])("with the sheet “%s” asks for what that kind needs, without a depth", async (sheet, typed, record) => {
    const sent = await open();
    await carlsCheeks();
    tap(await field("Retinol layer applied"));
    choose(await field("Aftercare sheet"), sheet);
    expect(screen.queryByLabelText("Retinol layer applied")).toBeNull();
    expect(screen.queryByLabelText("Cheeks: needle depth in mm")).toBeNull();
    for (const [label, text] of Object.entries(typed)) type(await field(`${label} (optional)`), text);
    await save();
    await vi.waitFor(() => expect(saved(sent)).toHaveLength(1));
    expect(saved(sent)[0]?.record).toEqual({ ...record, areas: [{ area: "cheeks" }], flags: [], directed: [], note: "" });
  });

  it("of a peel wants whole layers", async () => {
    const sent = await open();
    await carlsCheeks();
    choose(await field("Aftercare sheet"), "Peel days");
    type(await field("Layers (optional)"), "2.5");
    await save();
    expect(alerts()).toEqual(["Please enter a whole number of layers from 1 to 20."]);
    expect(saved(sent)).toEqual([]);
  });

  it("in the night when the clocks go back asks which of the two times it was", async () => {
    await open({ answers: { [SAVE]: refusal("local-time-twice", 422) } });
    await carlsCheeks();
    await save();
    await screen.findByRole("group", { name: /this time came twice/ });
    expect(screen.getByLabelText<HTMLInputElement>("The earlier one").checked).toBe(false); // nothing is guessed
    tap(screen.getByLabelText("The earlier one"));
    tap(screen.getByLabelText("The later one"));
    expect(screen.getByLabelText<HTMLInputElement>("The later one").checked).toBe(true);
    const sent = network(answersOf({}));
    await save();
    await vi.waitFor(() => expect(saved(sent)[0]?.fold).toBe(1));
  });

  it("forgets that answer when the time is changed", async () => {
    await open({ answers: { [SAVE]: refusal("local-time-twice", 422) } });
    await carlsCheeks();
    await save();
    tap(await field("The earlier one"));
    const sent = network(answersOf({}));
    fireEvent.input(await field("End of the treatment"), { target: { value: "2026-11-20T10:00" } });
    await save();
    await vi.waitFor(() => expect(saved(sent)[0]?.fold).toBeNull());
  });

  it("is busy while it is saved, and keeps everything when that fails", async () => {
    const saving = delayed();
    const sent = await open({ answers: { [SAVE]: saving.answer } });
    await carlsCheeks();
    await save();
    await vi.waitFor(async () => expect((await button("Save treatment")).getAttribute("aria-busy")).toBe("true"));
    await save();
    saving.arrives([]);
    expect((await screen.findByRole("alert")).textContent).toContain("could not read the server’s answer");
    expect(saved(sent)).toHaveLength(1);
    expect((await field("Name as in your clinic’s records")).value).toBe("Carl");
    const again = network(answersOf({}));
    tap(await button("Try again"));
    await vi.waitFor(() => expect(saved(again)[0]?.id).toBe(saved(sent)[0]?.id)); // the same id, so that nothing is recorded twice
  });
});

describe("a returning patient", () => {
  const first = clinicTreatment({ record: { ...NEEDLING, note: "old", flags: ["retinol-layer"] } });
  const treatments = [first, clinicTreatment({ id: "t9", clinic_patient_id: "emil-here", patient_id: null, patient_name: "Emil" })];

  it("has nothing filled in, and takes over the last session with one tap, without its flags and its note", async () => {
    const sent = await open({ treatments });
    await pick("Alice");
    expect(screen.getByText(/^Last session: Wed, Nov 18\./)).toBeTruthy();
    expect(screen.queryByLabelText(DEPTH)).toBeNull();
    expect((await field(/^Treatment device/)).value).toBe("");
    expect(screen.queryByLabelText("Name as in your clinic’s records")).toBeNull();
    tap(await button("All as last time"));
    expect((await field(DEPTH)).value).toBe("1.5");
    expect(screen.queryByText(/^Last time:/)).toBeNull();
    await save();
    await vi.waitFor(() => expect(saved(sent)).toHaveLength(1));
    expect(saved(sent)[0]).toMatchObject({ clinic_patient_id: "alice-here", patient_id: null, patient_name: null, record: { device: "Pen 4", note: "", flags: [] } });
  });

  it("who has not joined can come again", async () => {
    const sent = await open({ treatments });
    await pick("Emil");
    tap(await button("All as last time"));
    await save();
    await vi.waitFor(() => expect(saved(sent)).toHaveLength(1));
    expect(saved(sent)[0]).toMatchObject({ clinic_patient_id: "emil-here", patient_name: null });
  });

  it("is chosen already if the form was opened from the patient’s page", async () => {
    history.replaceState(null, "", "/clinic/record?patient=emil-here");
    dispatchEvent(new PopStateEvent("popstate"));
    const sent = await open({ treatments });
    expect((await field("Patient")).value).toBe("emil-here");
    tap(await button("All as last time"));
    await save();
    await vi.waitFor(() => expect(saved(sent)[0]).toMatchObject({ clinic_patient_id: "emil-here" }));
  });

  it("is not meant after all: the name is asked for again", async () => {
    await open({ treatments });
    await pick("Alice");
    choose(await field("Patient"), "New patient");
    expect((await field("Name as in your clinic’s records")).value).toBe("");
    expect(screen.queryByText(/^Last session:/)).toBeNull();
  });

  it("with late reactions is saved only once these have been confirmed", async () => {
    const peeled = { kind: "peel", areas: [{ area: "chin" }], product: "TCA", strength: "", layers: 2, flags: [], directed: [], note: "" } as const;
    const fever = { kind: "reportable-sign", symptom: null, sign: "fever", area: null, since_at: "2026-07-04T10:00:00Z" } as const;
    const answers = { [REACTIONS]: { treatments: [earlierReaction(), earlierReaction({ treatment_id: "t00", treated_at: "2026-07-01T10:00:00Z", record: peeled, reactions: [fever] })] } };
    const sent = await open({ treatments, answers });
    await pick("Alice");
    const card = (title: string) => screen.findByRole("heading", { name: title }).then((heading) => heading.closest("section") as HTMLElement);
    const swelling = await card("Late reactions to the session on Mon, Jun 1 (present after 3 days or more)");
    expect(swelling.textContent).toContain("Swelling (Cheeks): began late since Fri, Jun 5");
    expect(swelling.textContent).toContain("Cheeks: 1.5 mm, 3 passes");
    const feverish = await card("Late reactions to the session on Wed, Jul 1 (present after 3 days or more)");
    expect(feverish.textContent).toContain("Fever: reported in the diary since Sat, Jul 4");
    expect(feverish.textContent).toContain("TCA");
    tap(await button("All as last time"));
    tap(within(swelling).getByLabelText("I have seen this"));
    await save();
    expect(alerts()).toEqual(["Please confirm that you have seen the late reactions."]);
    expect(saved(sent)).toEqual([]);
    tap(within(feverish).getByLabelText("I have seen this"));
    await save();
    await vi.waitFor(() => expect(saved(sent)[0]?.acknowledged_reactions).toEqual(["t0", "t00"]));
  });

  it("whose reactions did not load says so, and loads them on a retry", async () => {
    await open({ treatments, answers: { [REACTIONS]: "offline" } });
    await pick("Alice");
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network({ [REACTIONS]: { treatments: [earlierReaction()] } });
    tap(await button("Try again"));
    expect(await field("I have seen this")).toBeTruthy();
  });

  it("of whom the server knows a newer reaction is shown it, to be confirmed", async () => {
    await open({ treatments });
    await pick("Alice");
    tap(await button("All as last time"));
    const sent = network(answersOf({ treatments, answers: { [SAVE]: refusal("reaction-unacknowledged", 409), [REACTIONS]: { treatments: [earlierReaction()] } } }));
    await save();
    tap(await field("I have seen this"));
    tap(await field("I have seen this"));
    expect((await field("I have seen this")).checked).toBe(false);
    await save();
    await vi.waitFor(() => expect(alerts()).toContain("Please confirm that you have seen the late reactions."));
    expect(saved(sent)).toHaveLength(1);
  });
});

describe("extra instructions for one patient", () => {
  const add = async () => tap(await button("Add instruction"));

  it("are sent with the topics behind the words, and those without a text are not", async () => {
    const sent = await open();
    await carlsCheeks();
    await add();
    await vi.waitFor(() => expect(document.querySelector("datalist option")).toBeTruthy());
    choose(await field("Kind of instruction"), "Allowed");
    fireEvent.change(await field("Topic"), { target: { value: "Mascara and powder" } });
    type(await field(/^Until/), "7d");
    fireEvent.change(await field(/^Only with/), { target: { value: "Sun cream, , hat" } });
    type(await field("Text your patient sees"), "Only mineral make-up.");
    await add();
    await save();
    await vi.waitFor(() => expect(saved(sent)).toHaveLength(1));
    expect(saved(sent)[0]?.record.directed).toEqual([
      { id: "directed-1", verb: "allow", topics: ["make-up"], until: "7d", from: null, with: ["sunscreen", "hat"], says: "Only mineral make-up." },
    ]);
  });

  it("of another kind than a permission have no condition, and the end may be left open again", async () => {
    const sent = await open();
    await carlsCheeks();
    await add();
    choose(await field("Kind of instruction"), "To do");
    fireEvent.change(await field(/^Only with/), { target: { value: "hat" } });
    choose(await field("Kind of instruction"), "Avoid");
    expect(screen.queryByLabelText(/^Only with/)).toBeNull();
    type(await field(/^Until/), "7d");
    fireEvent.input(await field(/^Until/), { target: { value: " " } });
    type(await field("Text your patient sees"), "Rest.");
    await save();
    await vi.waitFor(() => expect(saved(sent)).toHaveLength(1));
    expect(saved(sent)[0]?.record.directed).toMatchObject([{ verb: "avoid", until: null, with: [] }]);
  });

  it("are removed one by one", async () => {
    await open();
    await add();
    type(await field("Text your patient sees"), "first");
    await add();
    const texts = () => screen.getAllByLabelText<HTMLInputElement>("Text your patient sees").map((each) => each.value);
    expect(texts()).toEqual(["first", ""]);
    tap(screen.getAllByRole("button", { name: "Remove instruction" })[0] as HTMLElement);
    expect(texts()).toEqual([""]);
  });
});

it("is read in German, with the German name of the sheet’s own condition", async () => {
  await act(() => setLanguage("de"));
  const sent = network(answersOf({}));
  show(Record);
  type(await field("Name wie in der Patientenakte"), "Carl");
  tap(await field("Betäubt"));
  tap(await field("Wangen"));
  expect((await field("Wangen: Nadeltiefe in mm")).value).toBe("");
  fireEvent.input(await field("Wangen: Nadeltiefe in mm"), { target: { value: "0,75" } });
  tap(await button("Speichern"));
  await vi.waitFor(() => expect(saved(sent)).toHaveLength(1));
  expect(saved(sent)[0]?.record).toMatchObject({ areas: [{ area: "cheeks", depth_mm: 0.75, passes: null }], flags: ["own"] });
});
