/** The access log in days: who has viewed the diary on a day, how often, and when last. */

import { localDate } from "./dates";
import type { AccessRecord } from "./diary";

/** What one reader did on one day. */
export interface DayOfReader {
  /** Empty if a share link was used. */
  readonly name: string;
  /** The clinic if the diary is shared with everyone there, else empty. */
  readonly everyoneAt: string;
  /** What the patient has called the link; empty if it has no name, or none was used. */
  readonly link: string;
  /** How often the diary was opened. */
  readonly times: number;
  /** How often a copy was taken as a file. */
  readonly copies: number;
  /** How often it was seen in a list of patients. */
  readonly listed: number;
  /** Whether photos were opened by a link, which is recorded on its own. */
  readonly photos: boolean;
  /** Whether wrong codes have locked a link. Nobody read anything then. */
  readonly locked: boolean;
  /** The last access, in epoch milliseconds; the last one in a list only if there was no other. */
  readonly last: number;
  /** The last time in a list, in epoch milliseconds; 0 if there was none. */
  readonly lastListed: number;
}

export interface AccessDay {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly readers: readonly DayOfReader[];
}

/** Group the records by day and reader, the newest first. */
export function accessDays(records: readonly AccessRecord[], timeZone: string): readonly AccessDay[] {
  const days = new Map<string, Map<string, DayOfReader>>();
  for (const record of records.toSorted((a, b) => Date.parse(b.viewed_at) - Date.parse(a.viewed_at))) {
    const date = localDate(Date.parse(record.viewed_at), timeZone);
    const readers = days.get(date) ?? new Map<string, DayOfReader>();
    const key = `${record.kind === "locked" ? "locked" : "by"} ${record.practitioner_name} ${clinicOf(record)} ${linkOf(record)}`;
    readers.set(key, added(readers.get(key), record));
    days.set(date, readers);
  }
  return [...days].map(([date, readers]) => ({ date, readers: [...readers.values()] }));
}

function linkOf({ link_name = "" }: Partial<AccessRecord>): string {
  return link_name;
}

function clinicOf({ everyone_at = "" }: Partial<AccessRecord>): string {
  return everyone_at;
}

/** The records come newest first, so that the first one of a reader is the last access. */
function added(before: DayOfReader | undefined, record: AccessRecord): DayOfReader {
  const { practitioner_name: name, kind, viewed_at: at } = record;
  const last = Date.parse(at);
  const sum = before ?? { name, everyoneAt: clinicOf(record), link: linkOf(record), times: 0, copies: 0, listed: 0, photos: false, locked: false, last, lastListed: 0 };
  if (kind === "queue") return { ...sum, listed: sum.listed + 1, lastListed: sum.lastListed || last };
  const isFirst = sum.times === 0 && sum.copies === 0 && !sum.photos && !sum.locked;
  return opened(isFirst ? { ...sum, last } : sum, kind);
}

function opened(sum: DayOfReader, kind: AccessRecord["kind"]): DayOfReader {
  if (kind === "photos") return { ...sum, photos: true };
  if (kind === "export") return { ...sum, copies: sum.copies + 1 };
  if (kind === "locked") return { ...sum, locked: true };
  return { ...sum, times: sum.times + 1 }; // also a record of an older app, which has no kind
}
