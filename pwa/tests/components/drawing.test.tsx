// @vitest-environment jsdom
/** Drawing and writing on a photo in the comparer: the tools, saving, two people at once, and leaving by accident. */
import "fake-indexeddb/auto";
import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Stroke } from "../../src/domain/annotation";
import type { Annotation, PhotoComparison } from "../../src/state/clinic";
import { discardAllAnnotationDrafts, loadAnnotationDraft, loadTextDraft } from "../../src/store/annotation-drafts";
import { comparison, openComparer, panes, PHOTOS, touch } from "./comparer";
import { bob, clearPhone, completeBrowser, delayed, fillLocalStorage, network, preparePhone, refusal, tap, type } from "./phone";

const SAVE = "PUT /api/photos/second/annotation";
const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });
const line: Stroke = { kind: "pen", ink: "amber", points: [[0.1, 0.1], [0.2, 0.2]] };

function annotation(strokes: readonly Stroke[], revision: number, author = "Frida"): Annotation {
  return { photo_id: "second", clinic_name: "Lindenhof", author_name: author, strokes, revision, changed_at: "2026-11-22T15:00:00Z" };
}

function withLayer(...annotations: readonly Annotation[]): PhotoComparison {
  const known = comparison();
  return { ...known, treatments: known.treatments.map((each) => (each.treatment_id === "t2" ? { ...each, annotations } : each)) };
}

/** The pane on the right: its frame is 400 by 533 in a pane of 400 by 600. */
const pane = (): Element => document.querySelectorAll(".pane")[1] as Element;
const strokes = (): readonly Stroke[] => loadAnnotationDraft("bob", "second")?.strokes ?? [];
const draw = (): void => touch(pane(), ["down", 1, 100, 300], ["move", 1, 200, 300], ["up", 1, 200, 300]);

beforeEach(async () => {
  completeBrowser();
  network({});
  discardAllAnnotationDrafts();
  await preparePhone(bob, {});
});
afterEach(async () => {
  discardAllAnnotationDrafts();
  history.replaceState(null, "", "/");
  await clearPhone();
});

describe("drawing", () => {
  it("makes lines, arrows and texts in three inks, and takes them back", async () => {
    await openComparer("second");
    tap(button("Draw"));
    expect(screen.getByText(/One finger draws/)).toBeTruthy();
    draw();
    tap(button("Amber, dashed"));
    tap(button("Arrow"));
    draw();
    touch(pane(), ["down", 1, 100, 300], ["up", 1, 100, 300]); // a tap is no arrow
    tap(button("Text"));
    touch(pane(), ["down", 1, 200, 300], ["up", 1, 200, 300]);
    type(await screen.findByLabelText("Text at the marked place"), "New <b>");
    tap(button("Add text"));
    expect(strokes()).toEqual([
      { kind: "pen", ink: "light", points: [[0.25, 0.5], [0.5, 0.5]] },
      { kind: "arrow", ink: "amber", points: [[0.25, 0.5], [0.5, 0.5]] },
      { kind: "text", ink: "amber", points: [[0.5, 0.5]], text: "New <b>" },
    ]);
    expect(screen.getByRole("img", { name: "Drawing: New <b>, 2 lines and arrows" })).toBeTruthy();
    tap(button("Undo"));
    tap(button("Eraser"));
    touch(pane(), ["down", 1, 100, 301], ["up", 1, 100, 301]);
    expect(strokes()).toHaveLength(1);
    touch(pane(), ["down", 1, 100, 550], ["up", 1, 100, 550]); // nothing is there
    tap(button("Undo"));
    tap(button("Undo"));
    tap(button("Undo"));
    expect(strokes()).toEqual([]);
    expect(button("Undo").disabled).toBe(true);
  });

  it("leaves two fingers to the stage, and nothing is drawn outside of the photo or by another button", async () => {
    await openComparer("second");
    tap(button("Draw"));
    touch(pane(), ["down", 1, 100, 300], ["move", 1, 150, 300], ["down", 2, 300, 300], ["move", 2, 390, 300], ["up", 2, 390, 300], ["up", 1, 150, 300]);
    expect((document.querySelector(".pane__zoom") as HTMLElement).style.transform).not.toContain("scale(1)");
    tap(button("Done"));
    tap(button("Whole photo"));
    tap(button("Draw"));
    touch(pane(), ["down", 1, 100, 5], ["move", 1, 150, 300], ["up", 1, 150, 300]);
    touch(pane(), ["down", 1, 100, 300], ["move", 1, 150, 300], ["cancel", 1, 150, 300]);
    void act(() => void pane().dispatchEvent(new PointerEvent("pointerdown", { button: 2, pointerId: 3, clientX: 100, clientY: 300, bubbles: true })));
    touch(pane(), ["move", 3, 200, 300]);
    expect(strokes()).toEqual([]);
    expect(panes()).toHaveLength(2);
  });

  it("is not begun by an empty text", async () => {
    await openComparer("second");
    tap(button("Draw"));
    tap(button("Text"));
    touch(pane(), ["down", 1, 200, 300], ["up", 1, 200, 300]);
    fireEvent.submit((await screen.findByLabelText("Text at the marked place")).closest("form") as HTMLFormElement);
    await waitFor(() => expect(screen.queryByLabelText("Text at the marked place")).toBeNull());
    expect(strokes()).toEqual([]);
  });
});

describe("what is drawn", () => {
  it("is listed with author and date, and hidden on request", async () => {
    await openComparer("second", withLayer(annotation([line], 3)));
    expect(document.querySelectorAll(".pane__label")[1]?.textContent).toContain("Drawn on by Frida, Sun, Nov 22");
    expect(screen.getByRole("img", { name: "Drawing: 1 line or arrow" })).toBeTruthy();
    tap(button("Show drawings"));
    expect(screen.queryByRole("img", { name: /^Drawing/ })).toBeNull();
    tap(button("Draw"));
    expect(screen.getByRole("img", { name: /^Drawing/ })).toBeTruthy();
  });

  it("survives leaving by accident, and is gone from this device once it is saved", async () => {
    await openComparer("second", withLayer(annotation([line], 3)));
    tap(button("Draw"));
    draw();
    cleanup();
    const sent = await openComparer("second", withLayer(annotation([line], 3)), { [SAVE]: annotation([line, line], 4, "Bob") });
    expect(screen.getByText("Drawing not saved yet")).toBeTruthy();
    tap(button("Save drawing"));
    await screen.findByText("Drawing saved.");
    const body = sent.find(({ call }) => call === SAVE)?.body;
    expect(body).toEqual({ base_revision: 3, strokes: [line, { kind: "pen", ink: "light", points: [[0.25, 0.5], [0.5, 0.5]] }] });
    expect(loadAnnotationDraft("bob", "second")).toBeNull();
    expect(screen.queryByRole("button", { name: "Save drawing" })).toBeNull();
    expect(document.querySelectorAll(".pane__label")[1]?.textContent).toContain("Drawn on by Bob");
  });

  it("keeps a text that is typed and not added yet, also beside another place and after leaving", async () => {
    const field = () => screen.findByLabelText<HTMLInputElement>("Text at the marked place");
    await openComparer("second");
    tap(button("Draw"));
    tap(button("Text"));
    touch(pane(), ["down", 1, 100, 150], ["up", 1, 100, 150]);
    type(await field(), "Less red");
    touch(pane(), ["down", 1, 200, 300], ["up", 1, 200, 300]); // the finger was in the wrong place
    expect((await field()).value).toBe("Less red");
    cleanup();
    await openComparer("second");
    expect((await field()).value).toBe("Less red");
    expect(button("Text").getAttribute("aria-pressed")).toBe("true");
    fireEvent.submit((await field()).closest("form") as HTMLFormElement);
    await waitFor(() => expect(strokes()).toEqual([{ kind: "text", ink: "light", points: [[0.5, 0.5]], text: "Less red" }]));
    expect(loadTextDraft("bob", "second")).toBeNull();
    cleanup();
    await openComparer("second");
    expect(screen.queryByLabelText("Text at the marked place")).toBeNull();
  });

  it("says so if this device cannot keep what is typed", async () => {
    await openComparer("second");
    tap(button("Draw"));
    tap(button("Text"));
    touch(pane(), ["down", 1, 200, 300], ["up", 1, 200, 300]);
    const field = await screen.findByLabelText<HTMLInputElement>("Text at the marked place");
    const repair = fillLocalStorage();
    type(field, "L");
    await screen.findByText("This device could not keep your drawing. Save it before you leave.");
    expect(field.value).toBe("L");
    repair();
  });

  it("that was begun while another line is being saved stays to be saved", async () => {
    const saving = delayed();
    await openComparer("second", comparison(), { [SAVE]: saving.answer });
    tap(button("Draw"));
    draw();
    tap(button("Save drawing"));
    draw();
    saving.arrives(annotation([line], 1));
    await waitFor(() => expect(loadAnnotationDraft("bob", "second")?.base).toBe(1));
    expect(strokes()).toHaveLength(2);
    expect(button("Save drawing")).toBeTruthy();
  });

  it("stays if it cannot be saved; a colleague's lines are put under it", async () => {
    await openComparer("second");
    tap(button("Draw"));
    draw();
    tap(button("Save drawing"));
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network({ [SAVE]: refusal("annotation-changed", 409), [PHOTOS]: withLayer(annotation([line], 1)), "GET /api/treatments/t1/photos": withLayer(annotation([line], 1)) });
    tap(button("Try again"));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("A colleague has drawn"));
    tap(button("Add mine to it"));
    await screen.findByText(/both here/);
    expect(loadAnnotationDraft("bob", "second")).toEqual({ base: 1, strokes: [line, { kind: "pen", ink: "light", points: [[0.25, 0.5], [0.5, 0.5]] }] });
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("stays if there is too much of it, and can be saved once some of it is erased", async () => {
    await openComparer("second");
    tap(button("Draw"));
    draw();
    network({ [SAVE]: refusal("annotation-too-large", 413) });
    tap(button("Save drawing"));
    expect((await screen.findByRole("alert")).textContent).toContain("There is too much on this photo, so nothing was saved. Your drawing is still here.");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull(); // nothing would be different
    expect(strokes()).toHaveLength(1);
    network({ [SAVE]: annotation([], 1, "Bob") });
    tap(button("Eraser"));
    touch(pane(), ["down", 1, 150, 300], ["up", 1, 150, 300]);
    expect(strokes()).toEqual([]);
    tap(button("Save drawing"));
    await screen.findByText("Drawing saved.");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is put on a photo of which the colleague has erased everything", async () => {
    await openComparer("second", withLayer(annotation([line], 1)));
    tap(button("Draw"));
    draw();
    network({ [SAVE]: refusal("annotation-changed", 409), "GET /api/treatments/t1/photos": comparison() });
    tap(button("Save drawing"));
    tap(await screen.findByRole("button", { name: "Add mine to it" }));
    await waitFor(() => expect(loadAnnotationDraft("bob", "second")?.base).toBe(0));
  });

  it("says so if this device cannot keep it", async () => {
    await openComparer("second");
    fillLocalStorage();
    tap(button("Draw"));
    draw();
    await screen.findByText(/could not keep your drawing/);
  });
});
