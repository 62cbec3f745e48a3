/** Alice's diary in a test: two days after a treatment at 10:00 UTC on 18 November 2026. */
import { act, screen } from "@testing-library/preact";
import { vi } from "vitest";
import { emptyDocument, type Entry, type EntryDocument, type Photo, type Treatment } from "../../src/domain/diary";
import Diary from "../../src/screens/patient/diary/diary";
import { now } from "../../src/state/clock";
import { onPhone, type OnPhone } from "../../src/state/diary";
import { go } from "../../src/ui";
import { photo, timeline, treatment } from "../records";
import { after, window as rule } from "./made-up";
import { alice, completeBrowser, network, preparePhone, show } from "./phone";

/** Day 3. */
export const NOW = Date.parse("2026-11-20T18:00:00Z");

export const treated: Treatment = {
  ...treatment(),
  timeline: {
    ...timeline(),
    time_zone: "UTC",
    windows: [
      rule("redness", "expect", { opens: after(0), closes: after(48) }),
      rule("cream", "do", {}, { says: "Use the cream." }),
      rule("heat", "avoid", { closes: after(72) }, { says: "No heat." }),
    ],
  },
};

/** A treatment two months before, whose course has ended. */
export const earlier: Treatment = {
  ...treated,
  id: "earlier",
  treated_at: "2026-09-15T10:00:00Z",
  timeline: { ...treated.timeline, treated_at: "2026-09-15T10:00:00Z", windows: [] },
};

export function entry(id: string, occurred_at: string, part: Partial<EntryDocument>, own: Partial<Entry> = {}): Entry {
  return { id, treatment_id: "treatment", occurred_at, document: { ...emptyDocument("UTC"), ...part }, revision: 1, edited: false, received_at: occurred_at, ...own };
}

export function taken(id: string, taken_at: string, part: Partial<Photo> = {}): Photo {
  return { ...photo(id), taken_at, ...part };
}

/** Stop the clock on day 3, with no network, for a reader in Britain. */
export function prepareDay(): void {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  now.value = NOW;
  completeBrowser();
  go("/diary", { replace: true });
  network({});
}

/** Open the diary, or what its address names. */
export async function open(changes: Parameters<typeof preparePhone>[1], query = ""): Promise<void> {
  await preparePhone(alice, { treatments: [{ ...treated, number_in_series: 2 }], ...changes });
  go(`/diary${query}`, { replace: true });
  show(Diary);
  await screen.findByRole("heading", { level: 1 });
}

/** The diary changes while it is on screen, as after an exchange with the server. */
export function holds(part: Partial<OnPhone>): void {
  void act(() => void (onPhone.value = { ...(onPhone.value as OnPhone), ...part }));
}

/** The text of an element with single spaces. */
export function textOf(element: Element | null | undefined): string {
  return (element?.textContent ?? "").replaceAll(/\s+/g, " ").trim();
}
