// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Preset, PresetNew, Suggestion } from "../../src/actions/recording";
import Record from "../../src/screens/practitioner/record";
import { draftName, loadDraft } from "../../src/screens/practitioner/record-draft";
import type { TreatmentForClinic, TreatmentNew } from "../../src/state/clinic";
import { clinicTreatment, NEEDLING, sheetSummary } from "../clinic-records";
import { smallTopics } from "../topics";
import { bob, choose, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap, type, type Sent } from "./phone";

const SUGGESTED = "GET /api/record-suggestions";
const PRESETS = "GET /api/treatment-presets";
const CREATE = "POST /api/treatment-presets";
const SAVE = "POST /api/treatments";
type Answers = Parameters<typeof network>[0];

const suggestion = (text: string, lot = ""): Suggestion => ({ text, lot, used_at: "2026-11-18T10:00:00Z" });
const preset = (part: Partial<Preset> = {}): Preset => ({
  ...{ id: "p1", name: "Full face", applied: { kind: "needling", areas: [{ area: "cheeks", depth_mm: 1, passes: null }], device: "SkinPen", products: ["Serum A"], numbing: "", end_point: "" } },
  ...part,
});

const answersOf = (answers: Answers = {}, treatments: readonly TreatmentForClinic[] = []): Answers => ({
  ...{ "GET /api/sheets": { sheets: [sheetSummary({ default: true }), sheetSummary({ key: "peel", title: "Peel days", kind: "peel" })] } },
  ...{ "GET /api/treatments": { treatments }, "GET /api/me": bob, "GET /api/topics": smallTopics("make-up", { en: "make-up" }) },
  ...{ [PRESETS]: { presets: [] }, [SAVE]: clinicTreatment({ id: "new" }), [`${SUGGESTED}?field=device&search=`]: { suggestions: [suggestion("Dermapen 4"), suggestion("SkinPen")] } },
  ...answers,
});

async function open(answers: Answers = {}, treatments: readonly TreatmentForClinic[] = []): Promise<readonly Sent[]> {
  const sent = network(answersOf(answers, treatments));
  show(Record);
  await screen.findByLabelText("End of the treatment");
  return sent;
}

const field = (label: string | RegExp) => screen.findByLabelText<HTMLInputElement>(label);
const device = () => screen.getByRole<HTMLInputElement>("combobox", { name: /^Treatment device/ });
const product = (number = 1) => screen.getByRole<HTMLInputElement>("combobox", { name: new RegExp(`^Serum or product ${number} `) });
const lot = (number = 1) => screen.getByLabelText<HTMLInputElement>(`Lot number ${number} (optional)`);
const options = () => screen.queryAllByRole("option").filter((each) => each.tagName === "LI").map((each) => each.textContent);
const key = (name: string) => fireEvent.keyDown(device(), { key: name });
const button = (name: string | RegExp) => screen.findByRole("button", { name });
const bodies = (sent: readonly Sent[], call: string) => sent.filter((each) => each.call === call).map(({ body }) => body);

beforeEach(async () => {
  vi.spyOn(Intl, "supportedValuesOf").mockReturnValue(["Europe/Berlin", "UTC"]);
  completeBrowser();
  network({});
  await preparePhone(bob, {});
  history.replaceState(null, "", "/clinic/record");
});
afterEach(clearPhone);

describe("the clinic's own words", () => {
  it("are offered on a tap, not on the focus alone, and are filled in by a tap", async () => {
    await open();
    device().focus();
    expect(device().getAttribute("aria-expanded")).toBe("false");
    tap(device());
    await waitFor(() => expect(options()).toEqual(["Dermapen 4Last used Wed, Nov 18", "SkinPenLast used Wed, Nov 18"]));
    expect(device().getAttribute("aria-expanded")).toBe("true");
    expect(screen.getByText("2 suggestions")).toBeTruthy();
    expect(device().value).toBe("");
    const option = screen.getByRole("option", { name: /^SkinPen/ });
    expect(fireEvent.mouseDown(option)).toBe(false); // the field keeps the focus
    tap(option);
    expect(device().value).toBe("SkinPen");
    expect(options()).toEqual([]);
  });

  it("are narrowed down while typing, and what is typed stays if nothing matches", async () => {
    const sent = await open({ [`${SUGGESTED}?field=device&search=Q-Pen`]: { suggestions: [] } });
    type(device(), "Q-Pen");
    await waitFor(() => expect(sent.filter(({ call }) => call.includes("search=Q-Pen"))).toHaveLength(1));
    expect(sent.filter(({ call }) => call.includes("search=Q-P&") || call.endsWith("search=Q"))).toEqual([]); // not after each key
    expect(options()).toEqual([]);
    expect(device().value).toBe("Q-Pen");
  });

  it("are chosen with the keyboard; Enter does not send the form while the list is open", async () => {
    const sent = await open();
    key("ArrowDown");
    await waitFor(() => expect(options()).toHaveLength(2));
    key("ArrowUp");
    expect(device().getAttribute("aria-activedescendant")).toBe(screen.getByRole("option", { name: /^SkinPen/ }).id);
    key("ArrowDown");
    const first = screen.getByRole("option", { name: /^Dermapen 4/ });
    expect([device().getAttribute("aria-activedescendant"), first.getAttribute("aria-selected")]).toEqual([first.id, "true"]);
    expect(key("Enter")).toBe(false);
    expect([device().value, options().length]).toEqual(["Dermapen 4", 0]);
    expect(key("Enter")).toBe(true); // closed: as in any field
    expect(key("a")).toBe(true);
    expect(bodies(sent, SAVE)).toEqual([]);
  });

  it("go away with Escape, with Enter and with the focus, and what is typed stays", async () => {
    await open();
    for (const close of [() => key("Escape"), () => key("Enter"), () => fireEvent.blur(device())]) {
      tap(device());
      await waitFor(() => expect(options()).toHaveLength(2));
      close();
      expect([options().length, device().value]).toEqual([0, ""]);
    }
  });

  it("that cannot be loaded are no obstacle", async () => {
    await open({ [`${SUGGESTED}?field=device&search=`]: refusal("unexpected", 500) });
    key("ArrowUp");
    expect((await screen.findAllByText("Your clinic’s list did not load. You can type here as usual.")).length).toBe(2); // shown and announced
    key("ArrowDown");
    expect(device().getAttribute("aria-activedescendant")).toBeNull();
    type(device(), "Pen 4");
    expect(device().value).toBe("Pen 4");
  });
});

describe("products and their lot numbers", () => {
  const serums = { suggestions: [suggestion("Peptides", "L-8"), suggestion("Peptide", "L-7")] };

  it("offer the last lot of the same product, and fill it in only on a tap", async () => {
    await open({ [`${SUGGESTED}?field=product&search=peptide`]: serums });
    type(product(), "peptide");
    const last = await button("Lot number 1: Last lot: L-7");
    expect(lot().value).toBe("");
    tap(last);
    expect(lot().value).toBe("L-7");
    expect(screen.queryByRole("button", { name: /Last lot/ })).toBeNull();
  });

  it("have an empty row for the next one, and a removed one is not recorded", async () => {
    const sent = await open();
    type(await field("Name as in your clinic’s records"), "Carl");
    tap(await field("Cheeks"));
    type(await field("Cheeks: needle depth in mm"), "1");
    expect(screen.queryByLabelText(/^Serum or product 2/)).toBeNull();
    type(product(1), "A");
    type(product(2), "B");
    type(lot(2), "9");
    fireEvent.input(product(1), { target: { value: "" } });
    expect(product(2).value).toBe("B");
    tap(await button("Save treatment"));
    await waitFor(() => expect(bodies(sent, SAVE)).toHaveLength(1));
    expect((bodies(sent, SAVE)[0] as TreatmentNew).record).toMatchObject({ products: ["B, LOT 9"] });
  });

  it("of the last session come back without the lot numbers", async () => {
    const alices = clinicTreatment({ record: { ...NEEDLING, products: ["Serum A, LOT 1", "Peptide Charge 2"] } });
    await open({ "GET /api/patients/alice-here/before-next": {}, "GET /api/treatments/earlier-reactions?patient_id=alice": { treatments: [] } }, [alices]);
    choose(await field("Patient"), (await screen.findByRole("option", { name: /^Alice/ })).textContent);
    tap(await button("All as last time"));
    expect([product(1).value, lot(1).value, product(2).value]).toEqual(["Serum A", "", "Peptide Charge 2"]);
  });

  it("of a peel are one product with its lot", async () => {
    const sent = await open();
    choose(await field("Aftercare sheet"), "Peel days");
    type(await field("Name as in your clinic’s records"), "Carl");
    tap(await field("Chin"));
    type(await field("Product (optional)"), "TCA");
    type(await field("Lot number (optional)"), "77");
    tap(await button("Save treatment"));
    await waitFor(() => expect((bodies(sent, SAVE)[0] as TreatmentNew | undefined)?.record).toMatchObject({ product: "TCA, LOT 77" }));
  });
});

describe("the clinic's presets", () => {
  it("of the same kind are filled in with one tap, to be checked, and can be undone", async () => {
    const peel = preset({ id: "p2", name: "Peel", applied: { kind: "peel", areas: [], product: "TCA", strength: "", layers: null } });
    await open({ [PRESETS]: { presets: [preset(), peel] } });
    expect(within(await screen.findByRole("list", { name: "Presets" })).getAllByRole("button").map((each) => each.textContent)).toEqual(["Full face"]);
    type(device(), "Old pen");
    type(await field(/^Clinical end point/), "Pink");
    tap(await button("Full face"));
    expect((await screen.findByRole("alert")).textContent).toContain("Please check each value against today.");
    expect([(await field("Cheeks: needle depth in mm")).value, device().value, product(1).value, (await field(/^Clinical end point/)).value]).toEqual(["1", "SkinPen", "Serum A", "Pink"]);
    await waitFor(() => expect(loadDraft(draftName("new"))).toMatchObject({ form: { filled: { name: "Full face" } } }));
    cleanup();
    await open({ [PRESETS]: { presets: [preset(), peel] } }); // the hint stays for as long as the values do
    expect((await screen.findByText(/Please check each value against today/)).closest("[role=alert]")?.textContent).toContain("Full face");
    tap(await button("Undo"));
    expect([device().value, product(1).value]).toEqual(["Old pen", ""]);
    expect(screen.queryByLabelText("Cheeks: needle depth in mm")).toBeNull();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("are made from the form under a name, without the patient, the flags and the note", async () => {
    const sent = await open({ [CREATE]: { presets: [preset({ name: "Cheeks 1.0" })] } });
    expect(await screen.findByText("No presets for this kind of treatment yet.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Save as preset" })).toBeNull(); // nothing to save yet
    tap(await field("Cheeks"));
    type(await field("Cheeks: needle depth in mm"), "1");
    tap(await button("Save as preset"));
    tap(await button("Cancel"));
    tap(await button("Save as preset"));
    const name = await field("Name of the preset");
    expect(document.activeElement).toBe(name); // its button is gone
    expect((await button("Save preset")).hasAttribute("disabled")).toBe(true);
    fireEvent.keyDown(name, { key: "Enter" });
    type(name, " Cheeks 1.0 ");
    fireEvent.keyDown(name, { key: "Enter" });
    expect(await screen.findByText("The preset “ Cheeks 1.0 ” is saved for your clinic.")).toBeTruthy();
    expect(await button("Cheeks 1.0")).toBeTruthy();
    const [made] = bodies(sent, CREATE) as PresetNew[];
    expect(made).toMatchObject({ name: "Cheeks 1.0", applied: { kind: "needling", areas: [{ area: "cheeks", depth_mm: 1, passes: null }] } });
    expect(Object.keys(made?.applied ?? {}).sort()).toEqual(["areas", "device", "end_point", "kind", "numbing", "products"]);
    expect(bodies(sent, SAVE)).toEqual([]);
  });

  it("that cannot be saved or loaded say so", async () => {
    await open({ [PRESETS]: "offline", [CREATE]: refusal("too-many-presets", 409) });
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    tap(await field("Cheeks"));
    type(await field("Cheeks: needle depth in mm"), "1");
    tap(await button("Save as preset"));
    type(await field("Name of the preset"), "Mine");
    tap(await button("Save preset"));
    expect(await screen.findByText(/Your clinic has 50 presets/)).toBeTruthy();
    expect((await field("Name of the preset")).value).toBe("Mine");
  });
});
