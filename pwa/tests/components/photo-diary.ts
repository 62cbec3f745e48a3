/** Photos of two treatments, for the tests of viewer, comparison and time-lapse. */
import { emptyDocument, type Entry, type Photo, type Treatment } from "../../src/domain/diary";
import { photo, timeline, treatment } from "../records";
import { alice, preparePhone } from "./phone";

/** Day 3 of the second session. */
export const NOW = Date.parse("2026-11-20T18:00:00Z");

export const second: Treatment = { ...treatment(), number_in_series: 2, time_zone: "UTC", timeline: { ...timeline(), time_zone: "UTC" } };
/** Four weeks earlier. */
export const first: Treatment = {
  ...treatment(),
  ...{ id: "earlier", number_in_series: 1, treated_at: "2026-10-21T10:00:00Z", time_zone: "UTC" },
  timeline: { ...timeline(), time_zone: "UTC", treated_at: "2026-10-21T10:00:00Z" },
};

export function taken(id: string, taken_at: string, part: Partial<Photo> = {}): Photo {
  return { ...photo(id), taken_at, ...part };
}

/** Front on day 1, 2 and 3, and the left side on day 2. */
export const FOUR: readonly Photo[] = [
  taken("day1", "2026-11-18T18:00:00Z"),
  taken("left2", "2026-11-19T08:00:00Z", { angle: "left" }),
  taken("day2", "2026-11-19T08:05:00Z"),
  taken("day3", "2026-11-20T11:00:00Z"),
];

const entry: Entry = { id: "e1", treatment_id: "treatment", occurred_at: "2026-11-19T08:00:00Z", document: emptyDocument("UTC"), revision: 1, edited: false };

/** A phone with these photos. */
export async function phoneWith(photos: readonly Photo[], treatments: readonly Treatment[] = [second]): Promise<void> {
  await preparePhone(alice, { treatments, entries: [entry], photos });
}
