import type { Draft } from "../../../actions/diary/draft";
import type { Entry } from "../../../domain/diary";
import { withTyped } from "../../../domain/usage-chips";

/** The entry as it would be saved now. */
export function entryOf({ entry_id: id, treatment_id, occurred_at, document, typed = {} }: Draft): Entry {
  const at = occurred_at ?? new Date().toISOString();
  return { id, treatment_id, occurred_at: at, document: withTyped(document, typed), revision: 0, edited: false };
}
