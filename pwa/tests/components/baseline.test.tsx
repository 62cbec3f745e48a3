// @vitest-environment jsdom
/** Baseline photos on the clinic's device: taking, sending, what happens without a network, removing, the earlier session. */
import "fake-indexeddb/auto";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BaselinePhotos } from "../../src/screens/practitioner/baseline";
import type { Photo } from "../../src/domain/diary";
import { MAX_BASELINE_PHOTOS } from "../../src/domain/vocabulary";
import type { TreatmentForClinic } from "../../src/state/clinic";
import { clinicTreatment } from "../clinic-records";
import { photo } from "../records";
import { attachCamera, detachCamera, shoot, type FakeCamera } from "./fake-camera";
import { bob, clearPhone, completeBrowser, json, network, preparePhone, refusal, tap } from "./phone";

const LIST = "GET /api/treatments/t1/baseline-photos";
const EARLIER = "GET /api/treatments/t1/earlier-photos";
const NONE = { patient_name: "Alice", treatments: [] };

/** What becomes of uploads: the code of a refusal, or "stored", or no network. */
let fate: string;
let uploads: string[];
let camera: FakeCamera;

const baseline = (id: string, part: Partial<Photo> = {}): Photo => ({ ...photo(id), entry_id: null, treatment_id: "t1", ...part });
const button = (name: string) => screen.findByRole("button", { name });
const shown = (): (string | null)[] => [...document.querySelectorAll(".baseline__under span:first-child")].map((each) => each.textContent);

function open(answers: Record<string, object | Promise<Response>> = {}, treatment: Partial<TreatmentForClinic> = {}) {
  const sent = network({ [LIST]: { photos: [] }, [EARLIER]: NONE, ...answers });
  const rest = globalThis.fetch;
  vi.stubGlobal("fetch", async (address: string, init: RequestInit = {}) => {
    if (init.method !== "PUT") return rest(address, init);
    uploads.push(address);
    const url = new URL(address, "https://diary.example");
    if (fate === "offline") throw new TypeError("Failed to fetch");
    if (fate === "a page of a proxy") return new Response("<html>", { status: 200 });
    if (fate !== "stored") return refusal(fate, 409);
    return json(baseline(url.pathname.split("/").at(-1) ?? "", { angle: url.searchParams.get("angle") as Photo["angle"] }));
  });
  const { unmount } = render(<BaselinePhotos treatment={clinicTreatment(treatment)} />);
  return { sent, unmount };
}

beforeEach(async () => {
  completeBrowser();
  network({});
  [fate, uploads] = ["stored", []];
  camera = attachCamera();
  await preparePhone(bob, {});
});
afterEach(async () => {
  await clearPhone();
  detachCamera();
});

describe("baseline photos", () => {
  it("are taken one after the other with the camera on the back, and are in the record at once", async () => {
    open();
    tap(await button("Take photos"));
    await screen.findByRole("heading", { name: "Front 1 of 3" });
    await shoot();
    await screen.findByRole("heading", { name: "Left side 2 of 3" });
    await shoot();
    await screen.findByRole("heading", { name: "Right side 3 of 3" });
    await shoot();
    await waitFor(() => expect(shown()).toEqual(["Front", "Left side", "Right side"]));
    await waitFor(() => expect(screen.queryByText("Not sent yet")).toBeNull());
    expect(camera.opened).toEqual(["environment"]);
    expect(screen.queryByRole("button", { name: "Take photos" })).toBeNull();
    expect(uploads.map((each) => /angle=(\w+)/.exec(each)?.[1])).toEqual(["front", "left", "right"]);
  });

  it.each(["offline", "a page of a proxy"])("wait on the device (%s), survive leaving the screen, and are sent under the same id", async (trouble) => {
    fate = trouble;
    const { unmount } = open();
    tap(await button("Left side"));
    await shoot();
    await screen.findByText("Not sent yet");
    expect((await screen.findByRole("alert")).textContent).toContain(trouble === "offline" ? "network" : "could not read");
    unmount();
    open();
    await screen.findByText("Not sent yet");
    await screen.findByRole("alert");
    fate = "stored";
    fireEvent(window, new Event("online"));
    await waitFor(() => expect(screen.queryByText("Not sent yet")).toBeNull());
    expect(shown()).toEqual(["Left side"]);
    expect(new Set(uploads.map((each) => each.split("?")[0])).size).toBe(1);
  });

  it("that are refused say why and can be discarded", async () => {
    fate = "patient-left";
    open();
    tap(await button("Front"));
    await shoot();
    expect((await screen.findByRole("alert")).textContent).toContain("has erased this treatment");
    tap(await button("Remove photo: Front"));
    await waitFor(() => expect(shown()).toEqual([]));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("are taken again in the camera while they wait", async () => {
    fate = "offline";
    open();
    tap(await button("Take photos"));
    await shoot();
    tap(await button("Show photo: Front"));
    tap(await button("Retake photo"));
    await shoot();
    await waitFor(() => expect(shown()).toEqual(["Front"]));
  });

  it("of the record are removed after a question", async () => {
    const removal = "DELETE /api/treatments/t1/baseline-photos/p1";
    const { sent } = open({ [LIST]: { photos: [baseline("p1")] }, [removal]: { ok: true } });
    tap(await button("Remove photo: Front"));
    const sheet = await screen.findByRole("dialog", { name: "Remove this photo?" });
    expect(sent.some(({ call }) => call === removal)).toBe(false);
    tap(within(sheet).getByRole("button", { name: "Remove photo" }));
    await waitFor(() => expect(shown()).toEqual([]));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("stay if the removal fails, and the question can be left", async () => {
    open({ [LIST]: { photos: [baseline("p1")] } });
    tap(await button("Remove photo: Front"));
    const sheet = await screen.findByRole("dialog", { name: "Remove this photo?" });
    tap(within(sheet).getByRole("button", { name: "Remove photo" }));
    await within(sheet).findByRole("alert");
    tap(within(sheet).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(shown()).toEqual(["Front"]);
  });

  it("are aligned with the same angle of the earlier session, which stays on the server", async () => {
    const session = { treatment_id: "t0", number_in_series: 1, treated_at: "2026-10-01T08:00:00Z", time_zone: "Europe/Berlin", day_one: 0, annotations: [] };
    open({ [EARLIER]: { patient_name: "Alice", treatments: [{ ...session, photos: [baseline("old", { treatment_id: "t0", taken_at: "2026-10-01T08:05:00Z" })] }] } });
    tap(await button("Front"));
    await waitFor(() => expect(document.querySelector<HTMLImageElement>(".ghost")?.getAttribute("src")).toBe("/api/photos/old/display"));
    tap(await button("Choose earlier photo"));
    await screen.findByRole("button", { name: "Front, Session 1 · before treatment" });
  });

  it("are taken without the earlier session if that cannot be loaded", async () => {
    open({ [EARLIER]: refusal("unexpected", 500) });
    tap(await button("Front"));
    await shoot();
    await waitFor(() => expect(shown()).toEqual(["Front"]));
    expect(document.querySelector(".ghost")).toBeNull();
  });

  it("of a close-up name their place", async () => {
    open();
    tap(await button("Close-up"));
    tap(await button("Forehead, middle"));
    await shoot();
    await waitFor(() => expect(uploads).toHaveLength(1));
    expect(uploads[0]).toMatch(/angle=close-up.*area=forehead&place=forehead-middle/);
  });

  it("have a limit, and a withdrawn record takes none", async () => {
    const photos = Array.from({ length: MAX_BASELINE_PHOTOS }, (_, at) => baseline(`p${at}`));
    const full = open({ [LIST]: { photos } });
    await screen.findByText(/photos/i, { selector: "p.soft" });
    expect(screen.queryByRole("button", { name: "Left side" })).toBeNull();
    full.unmount();
    open({ [LIST]: { photos: [baseline("p1")] } }, { withdrawn: { at: "2026-11-19T08:00:00Z", by: "Bob", reason: "" } });
    await waitFor(() => expect(shown()).toEqual(["Front"]));
    expect(screen.queryByRole("button", { name: "Take photos" })).toBeNull();
  });

  it("are sent even if the device can store nothing", async () => {
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("The disk is full.", "QuotaExceededError");
    });
    vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(() => {
      throw new DOMException("The disk is broken.", "UnknownError");
    });
    open();
    tap(await button("Front"));
    await shoot();
    await waitFor(() => expect(uploads).toHaveLength(1));
    await waitFor(() => expect(shown()).toEqual(["Front"]));
    vi.restoreAllMocks();
  });
});
