// @vitest-environment jsdom
/** The camera on the whole screen: the guided series, the timer, the earlier photo, the film strip, and what can go wrong. */
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import CheckIn from "../../src/screens/patient/check-in/check-in";
import { database } from "../../src/store/database";
import { photo, treatment } from "../records";
import { beginEvening, button, endEvening, open, REDNESS, saved } from "./evening";
import { attachCamera, detachCamera, jpegFile, shoot, showFrame, type FakeCamera } from "./fake-camera";
import { alice, preparePhone, show, tap } from "./phone";

beforeEach(() => beginEvening());
afterEach(async () => {
  await endEvening();
  detachCamera();
});

const film = (): string[] => within(screen.getByRole("list", { name: "Photos so far" })).queryAllByRole("button").map((each) => each.getAttribute("aria-label") ?? "");
const dialog = (angle: string): Promise<HTMLElement> => screen.findByRole("dialog", { name: `Camera: ${angle}` });
const heading = (text: string): Promise<HTMLElement> => screen.findByRole("heading", { name: text });
const angles = async (): Promise<string[]> => (await (await database()).getAll("photos")).map(({ angle }) => angle).sort();

async function openSeries(): Promise<void> {
  await open([]);
  tap(await button("Take all three"));
  await heading("Front 1 of 3");
}

describe("the guided series", () => {
  let camera: FakeCamera;
  beforeEach(() => {
    camera = attachCamera();
  });

  it("takes all three sides in four taps, with one camera that stays open", async () => {
    await openSeries();
    await screen.findByText("Look straight into the camera.");
    await shoot();
    await heading("Left side 2 of 3");
    await screen.findByText("Turn your head to the right. Show your left cheek.");
    await shoot();
    await heading("Right side 3 of 3");
    await shoot();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect([camera.opened, camera.closed]).toEqual([["user"], 1]);
    expect(screen.queryByRole("button", { name: "Take all three" })).toBeNull();
    await saved();
    expect(await angles()).toEqual(["front", "left", "right"]);
  });

  it("can leave a side out", async () => {
    await openSeries();
    await shoot();
    await heading("Left side 2 of 3");
    tap(await button("Skip"));
    await heading("Right side 3 of 3");
    tap(await button("Skip"));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await saved();
    expect(await angles()).toEqual(["front"]);
  });

  it("keeps the camera open while a photo with a flaw is checked", async () => {
    camera.scene = "dark";
    await openSeries();
    await shoot();
    expect((await screen.findByRole("alert")).textContent).toContain("Very dark photo");
    expect(screen.queryByRole("button", { name: "Skip" })).toBeNull();
    tap(await button("Keep anyway"));
    await heading("Left side 2 of 3");
    expect([camera.opened, camera.closed]).toEqual([["user"], 0]);
  });

  it("shows what was taken, which can be taken again or removed", async () => {
    await openSeries();
    await shoot();
    await heading("Left side 2 of 3");
    expect(film()).toEqual(["Show photo: Front"]);
    const [, inFilm] = screen.getAllByRole("button", { name: "Show photo: Front" });
    tap(inFilm as HTMLElement);
    await screen.findByAltText("Front");
    tap(await button("Back"));
    await heading("Left side 2 of 3");
    tap(screen.getAllByRole("button", { name: "Show photo: Front" }).at(-1) as HTMLElement);
    tap(await button("Retake photo"));
    await heading("Front 1 of 3");
    await shoot();
    await heading("Left side 2 of 3");
    expect(film()).toEqual(["Show photo: Front"]);
    tap(screen.getAllByRole("button", { name: "Show photo: Front" }).at(-1) as HTMLElement);
    tap((await screen.findAllByRole("button", { name: "Remove photo: Front" })).at(-1) as HTMLElement);
    await waitFor(() => expect(film()).toEqual([]));
  });
});

describe("a photo on the form", () => {
  beforeEach(() => void attachCamera());

  it("is shown large, and taken again", async () => {
    await open([]);
    tap(await button("Front"));
    await shoot();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    tap(await button("Show photo: Front"));
    await screen.findByAltText("Front");
    tap(await button("Back"));
    expect(screen.queryByRole("dialog")).toBeNull();
    tap(await button("Show photo: Front"));
    tap(await button("Retake photo"));
    await shoot();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await saved();
    expect(await angles()).toEqual(["front"]);
  });
});

describe("the timer", () => {
  let camera: FakeCamera;
  beforeEach(() => {
    camera = attachCamera();
  });

  it("counts three seconds, and can be stopped", async () => {
    await open([]);
    tap(await button("Front"));
    tap(await button("Timer: 3 s"));
    expect(screen.getByRole("button", { name: "Timer: 3 s" }).getAttribute("aria-pressed")).toBe("true");
    await shoot();
    expect((await screen.findByRole("timer")).textContent).toBe("3");
    tap(await button("Stop timer"));
    expect(screen.getByRole("timer").textContent).toBe("");
    await shoot();
    await waitFor(() => expect(screen.getByRole("timer").textContent).toBe("1"));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await saved();
    expect([await angles(), camera.closed]).toEqual([["front"], 1]);
  });
});

describe("the hints before the shutter", () => {
  let camera: FakeCamera;
  beforeEach(() => {
    camera = attachCamera();
  });
  const cue = (): string => screen.getAllByRole("status").map((each) => each.textContent).join("");

  it.each([
    ["dark", "Too dark. Turn towards the light."],
    ["uneven", "Uneven light. Turn both cheeks to the light."],
    ["blurred", "Blurry. Hold still, or wipe the lens."],
  ] as const)("say that the picture is %s, and never block the shutter", async (scene, words) => {
    await open([]);
    tap(await button("Front"));
    await screen.findByText("Look straight into the camera.");
    camera.scene = scene;
    await waitFor(() => (showFrame(), expect(cue()).toContain(words)));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Take photo" }).disabled).toBe(false);
    camera.scene = "clear";
    await screen.findByText("Look straight into the camera.");
  });

  it("draw the level of a phone that is turned", async () => {
    await open([]);
    tap(await button("Front"));
    await waitFor(() => {
      showFrame();
      void act(() => void dispatchEvent(Object.assign(new Event("deviceorientation"), { beta: 70, gamma: -90 })));
      expect(cue()).toContain("Tilted. Hold the phone straight.");
    });
    expect(document.querySelector(".cue__shape [transform]")?.getAttribute("transform")).toBe("rotate(-20 12 12)");
    tap(await button("Switch camera"));
  });

  it("ask for the level by a tap where the phone demands it", async () => {
    const requestPermission = vi.fn(() => Promise.reject(new DOMException("Refused in this test.", "NotAllowedError")));
    vi.stubGlobal("DeviceOrientationEvent", { requestPermission });
    await open([]);
    tap(await button("Front"));
    expect(requestPermission).not.toHaveBeenCalled();
    tap(await button("Use level"));
    expect(requestPermission).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.queryByRole("button", { name: "Use level" })).toBeNull());
    vi.unstubAllGlobals();
    beginEvening();
  });
});

describe("the earlier photo over the picture", () => {
  const at = (id: string, day: number, part = {}) => ({ ...photo(id), taken_at: `2026-11-${day}T11:00:00Z`, ...part });
  const ghost = (): HTMLImageElement | null => document.querySelector(".ghost");

  async function openWith(photos: ReturnType<typeof at>[]): Promise<void> {
    attachCamera();
    await preparePhone(alice, { treatments: [treatment()], entries: [REDNESS], photos });
    show(CheckIn);
    tap(await button("Skip question"));
    tap(await button("Front"));
    await dialog("Front");
  }

  it("is the first one of the same angle, and as strong as the person wants, up to 60 %", async () => {
    await openWith([at("later", 20), at("first", 19), at("side", 18, { angle: "left" })]);
    await waitFor(() => expect(ghost()?.src).toContain("/api/photos/first/display"));
    const slider = screen.getByRole<HTMLInputElement>("slider", { name: "Strength of the earlier photo" });
    expect([slider.min, slider.max, slider.getAttribute("aria-valuetext")]).toEqual(["0", "60", "35%"]);
    fireEvent.input(slider, { target: { value: "60" } });
    expect(ghost()?.style.opacity).toBe("0.6");
    fireEvent.input(slider, { target: { value: "35" } });
  });

  it("is chosen from thumbnails", async () => {
    await openWith([at("first", 19), at("later", 20)]);
    tap(await button("Choose earlier photo"));
    const chooser = await screen.findByRole("dialog", { name: "Earlier photo" });
    tap(within(chooser).getByRole("button", { name: "Front, day 3" }));
    await waitFor(() => expect(ghost()?.src).toContain("/api/photos/later/display"));
    expect(screen.queryByRole("button", { name: "Front, day 2" })).toBeNull();
    tap(await button("Choose earlier photo"));
    tap(within(await screen.findByRole("dialog", { name: "Earlier photo" })).getByRole("button", { name: "Close" }));
    expect(ghost()?.src).toContain("later");
  });

  it("is not there if there is none of this angle", async () => {
    await openWith([at("side", 18, { angle: "left" })]);
    expect([ghost(), screen.queryByRole("slider")]).toEqual([null, null]);
  });
});

describe("a camera that cannot be used", () => {
  const failing = (name: string) => attachCamera(() => Promise.reject(new DOMException("In this test.", name)));

  it.each([
    ["NotAllowedError", "Camera not allowed", "Allow the camera in the settings"],
    ["NotReadableError", "Camera in use", "Another app is using the camera."],
    ["NotFoundError", "No camera available", "You can choose a photo instead."],
  ])("because of %s says so, and a photo can be chosen", async (name, title, advice) => {
    failing(name);
    await open([]);
    tap(await button("Front"));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain(title);
    expect(alert.textContent).toContain(advice);
    expect(screen.queryByRole("button", { name: "Take photo" })).toBeNull();
    fireEvent.change(await screen.findByLabelText("Choose photo"), { target: { files: [jpegFile()] } });
    tap(await button("Use photo"));
    await button("Remove photo: Front");
  });

  it("because the browser has none", async () => {
    await open([]);
    tap(await button("Front"));
    await screen.findByText("No camera available");
    expect(screen.queryByRole("button", { name: "Start camera" })).toBeNull();
  });

  it("is started again once the other app is closed", async () => {
    let isFree = false;
    attachCamera(() => (isFree ? Promise.resolve() : Promise.reject(new DOMException("In this test.", "NotReadableError"))));
    await open([]);
    tap(await button("Front"));
    await screen.findByText("Camera in use");
    isFree = true;
    tap(await button("Start camera"));
    await shoot();
    await button("Remove photo: Front");
  });

  it("stops in the middle of a series: what was taken stays, and the series goes on", async () => {
    const camera = attachCamera();
    await openSeries();
    await shoot();
    await heading("Left side 2 of 3");
    camera.end();
    await screen.findByText("Camera stopped");
    expect(film()).toEqual(["Show photo: Front"]);
    tap(await button("Start camera"));
    await shoot();
    await heading("Right side 3 of 3");
    expect(film()).toEqual(["Show photo: Front", "Show photo: Left side"]);
  });

  it("is closed while nobody sees the page, and opens again", async () => {
    const camera = attachCamera();
    await open([]);
    tap(await button("Front"));
    await waitFor(() => expect(camera.opened).toHaveLength(1));
    const turn = (state: string): void => {
      vi.spyOn(document, "visibilityState", "get").mockReturnValue(state as DocumentVisibilityState);
      void act(() => void document.dispatchEvent(new Event("visibilitychange")));
    };
    turn("hidden");
    await waitFor(() => expect(camera.closed).toBe(1));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Take photo" }).disabled).toBe(true);
    turn("visible");
    await waitFor(() => expect(camera.opened).toHaveLength(2));
    await shoot();
    await button("Remove photo: Front");
  });

  it("is closed if it opens only after the person has left", async () => {
    let allow: () => void = () => undefined;
    const camera = attachCamera(() => new Promise((resolve) => (allow = resolve)));
    await open([]);
    tap(await button("Front"));
    const finder = await dialog("Front");
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>("button", { name: "Take photo" }).disabled).toBe(true));
    tap(within(finder).getByRole("button", { name: "Close" }));
    allow();
    await waitFor(() => expect(camera.closed).toBe(1));
  });
});
