// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AREAS } from "../../src/domain/vocabulary";
import { areaOf } from "../../src/domain/places";
import Record from "../../src/screens/practitioner/record";
import { areaLabel } from "../../src/screens/labels";
import { MARKS } from "../../src/ui/map/map-views";
import { clinicTreatment, sheetSummary } from "../clinic-records";
import { smallTopics } from "../topics";
import { bob, choose, clearPhone, completeBrowser, network, preparePhone, show, tap, type } from "./phone";

const field = (label: string | RegExp) => screen.findByLabelText<HTMLInputElement>(label);
const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });
const marks = (area: string) => screen.getAllByTitle<HTMLButtonElement>(area);
const first = (area: string): HTMLButtonElement => marks(area)[0] as HTMLButtonElement;
const DEPTH = "Cheeks: needle depth in mm";

beforeEach(async () => {
  vi.spyOn(Intl, "supportedValuesOf").mockReturnValue(["Europe/Berlin", "UTC"]);
  completeBrowser();
  const sheets = [sheetSummary({ default: true }), sheetSummary({ key: "peel", title: "Peel days", kind: "peel" })];
  await preparePhone(bob, {});
  history.replaceState(null, "", "/clinic/record");
  network({
    ...{ "GET /api/sheets": { sheets }, "GET /api/treatments": { treatments: [clinicTreatment()] }, "GET /api/me": bob },
    ...{ "GET /api/treatment-presets": { presets: [] }, "GET /api/topics": smallTopics("make-up", { en: "make-up" }) },
  });
  show(Record);
  await field("End of the treatment");
});
afterEach(clearPhone);

describe("the map of the treated areas", () => {
  it("chooses an area with a tap, and takes it back with another, as the list does", async () => {
    const scrolled = vi.spyOn(Element.prototype, "scrollIntoView");
    tap(first("Cheeks"));
    expect(marks("Cheeks").map((mark) => mark.dataset["chosen"])).toEqual(["true", "true"]); // on both sides
    expect((await field("Cheeks")).checked).toBe(true);
    expect(await field(DEPTH)).toBeTruthy();
    await waitFor(() => expect(scrolled).toHaveBeenCalledWith({ block: "nearest" })); // its depth comes into sight
    tap(first("Cheeks"));
    expect((await field("Cheeks")).checked).toBe(false);
    tap(await field("Chin"));
    expect(first("Chin").dataset["chosen"]).toBe("true");
  });

  it("shows the depth of an area on it", async () => {
    tap(first("Cheeks"));
    type(await field(DEPTH), "1.5");
    expect(marks("Cheeks").map((mark) => mark.textContent)).toEqual(["1.5", "1.5"]);
    choose(await field("Aftercare sheet"), "Peel days");
    expect(marks("Cheeks").map((mark) => mark.textContent)).toEqual(["", ""]); // a peel has none
  });

  it("is left to the eyes and the finger: the list is there for the rest", () => {
    expect(first("Cheeks").tabIndex).toBe(-1);
    expect(first("Cheeks").closest("[aria-hidden=true]")).toBeTruthy();
  });

  it("shows every area but the whole face, on its drawing", async () => {
    const shown = new Set(Object.values(MARKS).flat().map(([place]) => areaOf(place)));
    expect(AREAS.filter((area) => !shown.has(area))).toEqual(["full-face"]);
    tap(await field("Neck and chest"));
    expect([marks(areaLabel("neck")).length, marks(areaLabel("decollete")).length, screen.queryAllByTitle("Chin").length]).toEqual([3, 3, 0]);
  });
});

describe("the buttons for the depth", () => {
  it("go up and down in steps from the least depth, and fill in nothing by themselves", async () => {
    tap(first("Cheeks"));
    expect((await field(DEPTH)).value).toBe("");
    expect((await button("Cheeks: less deep")).disabled).toBe(true);
    tap(await button("Cheeks: deeper"));
    expect((await field(DEPTH)).value).toBe("0.1");
    type(await field(DEPTH), "5"); // 0.15
    tap(await button("Cheeks: deeper"));
    expect((await field(DEPTH)).value).toBe("0.2");
    tap(await button("Cheeks: less deep"));
    expect((await field(DEPTH)).value).toBe("0.1");
  });
});
