import type { Draft } from "../../../actions/diary/draft";
import { localDate } from "../../../domain/dates";
import { now } from "../../../state/clock";
import { treatment as current } from "../../../state/diary";
import { diaryAddress } from "../diary/address";

/** Where a check-in leads when it is left: Today if it is about today, else its day in the diary, which may be of an earlier session. */
export function wayBack({ treatment_id, occurred_at, document: { time_zone } }: Draft): string {
  if (occurred_at === null) return "/";
  const day = localDate(Date.parse(occurred_at), time_zone);
  if (treatment_id === current.value?.id && day === localDate(now.value, time_zone)) return "/";
  return diaryAddress({ treatment: treatment_id, day });
}
