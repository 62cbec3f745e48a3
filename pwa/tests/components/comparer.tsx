/** A practitioner in front of the photo comparer: Mei's photos of two sessions. */
import { act, screen } from "@testing-library/preact";
import { vi } from "vitest";
import type { Photo } from "../../src/domain/diary";
import ComparePhotos from "../../src/screens/practitioner/photos/compare";
import type { PhotoComparison } from "../../src/state/clinic";
import { photo } from "../records";
import { network, show, type Answer, type Sent } from "./phone";

export const PHOTOS = "GET /api/treatments/t2/photos";
const PANE = { left: 0, top: 0, width: 400, height: 600, right: 400, bottom: 600, x: 0, y: 0, toJSON: () => "" };

export const taken = (id: string, taken_at: string, part: Partial<Photo> = {}): Photo => ({ ...photo(id), treatment_id: "t2", width: 720, height: 960, taken_at, ...part });

export const before = taken("before", "2026-10-01T07:00:00Z", { treatment_id: "t1" });
export const first = taken("first", "2026-11-18T14:00:00Z");
export const second = taken("second", "2026-11-22T14:00:00Z");
export const left = taken("left", "2026-11-22T14:01:00Z", { angle: "left" });

export function comparison(part: Partial<PhotoComparison> = {}): PhotoComparison {
  const session = { time_zone: "Europe/Berlin", day_one: 1 } as const;
  return {
    patient_name: "Mei",
    treatments: [
      { ...session, treatment_id: "t1", number_in_series: 1, treated_at: "2026-10-01T08:00:00Z", photos: [before], annotations: [] },
      { ...session, treatment_id: "t2", number_in_series: 2, treated_at: "2026-11-18T10:00:00Z", photos: [first, second, left], annotations: [] },
    ],
    ...part,
  };
}

/** Open the comparer at a photo, and wait until it is there. Returns the requests. */
export async function openComparer(photoId: string, answer: PhotoComparison = comparison(), more: Record<string, Answer> = {}): Promise<readonly Sent[]> {
  const sent = network({ [PHOTOS]: answer, ...more });
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(PANE);
  history.replaceState(null, "", `/clinic/review/t2/photos?photo=${photoId}`);
  dispatchEvent(new PopStateEvent("popstate"));
  show(ComparePhotos, { id: "t2" });
  const heading = await screen.findByRole("heading", { level: 1, name: "Photos of Mei" });
  await vi.waitFor(() => {
    if (document.activeElement !== heading) throw new Error("the keys do not work yet");
  });
  return sent;
}

/** What the panes show, from left to right. */
export const panes = (): readonly string[] => [...document.querySelectorAll<HTMLImageElement>(".pane__photo")].map(({ alt }) => alt);
export const zoom = (): string => (document.querySelector(".pane__zoom") as HTMLElement).style.transform;

export function press(key: string, target: EventTarget = document.body, part: KeyboardEventInit = {}): void {
  void act(() => void target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...part })));
}

/** What a finger does on an element: event, finger, x and y. */
export function touch(element: Element, ...events: readonly (readonly ["down" | "move" | "up" | "cancel", number, number, number])[]): void {
  for (const [type, pointerId, clientX, clientY] of events) {
    void act(() => void element.dispatchEvent(new PointerEvent(`pointer${type}`, { bubbles: true, cancelable: true, pointerId, clientX, clientY })));
  }
}
