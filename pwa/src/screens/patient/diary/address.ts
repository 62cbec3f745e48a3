/** Addresses within the diary. What is open stands in the address, so that "back" and a reload lead to it. */

import { treatment } from "../../../state/diary";

/** The views of the diary that stand beside each other. */
export type View = "days" | "photos" | "compare" | "lines";

interface DiaryPlace {
  /** The id of an earlier treatment; left out for the current one. */
  readonly treatment?: string;
  readonly view?: View | "search" | "course";
  /** The date of the day to open. */
  readonly day?: string;
  /** The date to which the list of days is scrolled. */
  readonly at?: string;
}

export function diaryAddress({ treatment: id, ...place }: DiaryPlace): string {
  const parts = Object.entries({ treatment: id === treatment.value?.id ? undefined : id, ...place, view: place.view === "days" ? undefined : place.view });
  const query = new URLSearchParams(parts.filter((part): part is [string, string] => part[1] !== undefined)).toString();
  return query === "" ? "/diary" : `/diary?${query}`;
}
