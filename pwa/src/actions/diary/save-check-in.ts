import type { Draft } from "../../store/schema";
import { usableTimeZone } from "../../domain/dates";
import { isBackDated } from "../../domain/diary";
import { withTyped } from "../../domain/usage-chips";
import { database } from "../../store/database";
import { saveEntry } from "../../store/diary";
import { clockOffset } from "../../state/clock";
import { saved } from "../../state/diary";

interface SaveOptions {
  /** False leaves the new photos out and discards them, for a phone that has no room for them. */
  readonly photos?: boolean;
}

/**
 * Save the check-in on this phone and remove its draft. Does not wait for the network. Throws `StorageProblem`: then
 * nothing at all has changed, and the screen can offer to save again, without photos if the code is `storage-full`.
 */
export async function saveCheckIn(draft: Draft, { photos = true }: SaveOptions = {}): Promise<void> {
  const now = Date.now();
  const occurred = draft.occurred_at ?? new Date(now).toISOString();
  const back_dated = draft.document.back_dated || isBackDated(Date.parse(occurred), now);
  const clock_offset_ms = clockOffset.value;
  const { entry_id: id, treatment_id } = draft;
  // the server refuses the name that an old entry or draft may hold
  const time_zone = usableTimeZone(draft.document.time_zone);
  const document = { ...withTyped(draft.document, draft.typed ?? {}), time_zone, back_dated, clock_offset_ms };
  const entry = { id, treatment_id, occurred_at: occurred, document, revision: 0, edited: false };
  const pictures = photos ? draft.pictures.map((picture) => ({ ...picture, clock_offset_ms })) : [];
  await saveEntry(await database(), entry, pictures, now);
  saved();
}
