/** Stores what the person has to be told about the diary, until they have confirmed it. */

import { atomic } from "./atomic";
import type { Database } from "./schema";

/** Remove a notice that the person has read. */
export function deleteNotice(db: Database, id: string): Promise<void> {
  return atomic(db, ["notices"], (tx) => tx.objectStore("notices").delete(id));
}
