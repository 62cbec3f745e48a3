/** Wires up the sync with the server. Loaded after the first screen is shown, which does not need it. */

import { announceChange } from "../store/changed";
import { database } from "../store/database";
import { askToPersist } from "../store/persistence";
import { httpServer } from "../sync/http";
import { startLoop, type Loop } from "../sync/sync-loop";
import { syncOnce, type SyncOutcome, type SyncResult } from "../sync/sync-once";
import { setClockOffset } from "./clock";
import { afterFirstScreen } from "./first-screen";

/** Callbacks for the progress of the sync. */
export interface Listener {
  readonly onSending: (key: string | null) => void;
  readonly onOutcome: (outcome: SyncOutcome) => void;
}

/** Start the sync loop, and ask the browser not to evict unsent data. */
export function startSync({ onSending, onOutcome }: Listener): Loop {
  let hasWords = false;
  const server = httpServer(setClockOffset);
  const exchange = async (): Promise<SyncResult> => {
    const ended = await syncOnce(await database(), server, { now: Date.now, onSending });
    announceChange();
    if (ended.outcome === "done" && !hasWords) {
      hasWords = true;
      afterFirstScreen(() => void loadTopics().catch(() => undefined)); // "can I …?" must work offline even if it has never been used before
    }
    return ended;
  };
  void askToPersist();
  return startLoop({ sync: exchange, onOutcome, now: Date.now });
}

/** The code that reads topics is not needed for the first screen either. */
async function loadTopics(): Promise<void> {
  await (await import("./topics")).loadTopics();
}
