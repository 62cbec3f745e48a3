// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Preset } from "../../src/actions/recording";
import Presets from "../../src/screens/settings/presets";
import { bob, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap, type } from "./phone";

const LIST = "GET /api/treatment-presets";
const CREATE = "POST /api/treatment-presets";
const ONE = "/api/treatment-presets/p1";
const NEEDLED: Preset = {
  ...{ id: "p1", name: "Full face" },
  applied: { kind: "needling", areas: [{ area: "cheeks", depth_mm: 1.5, passes: 2 }, { area: "chin", depth_mm: 0.5, passes: null }], device: "SkinPen", products: ["Serum A", "Serum B"], numbing: "", end_point: "" },
};
const PEELED: Preset = { id: "p2", name: "Light peel", applied: { kind: "peel", areas: [{ area: "chin" }], product: "TCA", strength: "10 %", layers: 2 } };

const button = (name: string) => screen.findByRole("button", { name });
const rows = () => screen.queryAllByRole("listitem").map((each) => each.textContent);

beforeEach(async () => {
  completeBrowser();
  network({});
  await preparePhone(bob, {});
});
afterEach(clearPhone);

describe("the presets in the settings", () => {
  it("are listed with what they fill in", async () => {
    network({ [LIST]: { presets: [NEEDLED, PEELED] } });
    show(Presets);
    expect(await screen.findByText(/Cheeks 1.5 mm, Chin 0.5 mm · SkinPen · Serum A · Serum B/)).toBeTruthy();
    expect(screen.getByText(/Chin · TCA · 10 %/)).toBeTruthy();
  });

  it("are none at first", async () => {
    network({ [LIST]: { presets: [] } });
    show(Presets);
    expect(await screen.findByText("There are no presets yet")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Record treatment" }).getAttribute("href")).toBe("/clinic/record");
  });

  it("are renamed, and a failed attempt keeps what is typed", async () => {
    network({ [LIST]: { presets: [NEEDLED] }, [`PUT ${ONE}`]: refusal("preset-unknown", 404) });
    show(Presets);
    tap(await button("Rename “Full face”"));
    tap(await button("Cancel"));
    tap(await button("Rename “Full face”"));
    const name = await screen.findByLabelText<HTMLInputElement>("Name of the preset");
    type(name, " 1.5 ");
    tap(await button("Save"));
    expect((await screen.findByRole("alert")).textContent).toContain("This preset is not there any more.");
    expect(name.value).toBe("Full face 1.5 ");
    const sent = network({ [`PUT ${ONE}`]: { presets: [{ ...NEEDLED, name: "Full face 1.5" }] } });
    tap(await button("Save"));
    expect(await screen.findByText("Full face 1.5")).toBeTruthy();
    expect(sent.map(({ body }) => body)).toEqual([{ name: "Full face 1.5" }]);
  });

  it("keep their name if none is typed", async () => {
    const sent = network({ [LIST]: { presets: [NEEDLED] } });
    show(Presets);
    tap(await button("Rename “Full face”"));
    const name = await screen.findByLabelText<HTMLInputElement>("Name of the preset");
    fireEvent.input(name, { target: { value: " " } });
    fireEvent.submit(name);
    expect(sent.map(({ call }) => call)).toEqual([LIST]);
  });

  it("are removed, and brought back for a while", async () => {
    const sent = network({ [LIST]: { presets: [NEEDLED] }, [`DELETE ${ONE}`]: { presets: [] }, [CREATE]: { presets: [NEEDLED] } });
    show(Presets);
    tap(await button("Remove “Full face”"));
    expect(await screen.findByText("The preset “Full face” is removed.")).toBeTruthy();
    expect(rows()).toEqual([]);
    tap(await button("Undo"));
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(sent.at(-1)).toEqual({ call: CREATE, body: NEEDLED });
  });

  it("that cannot be removed stay, and say so", async () => {
    network({ [LIST]: { presets: [NEEDLED] } });
    show(Presets);
    tap(await button("Remove “Full face”"));
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    expect(rows()).toHaveLength(1);
  });
});
