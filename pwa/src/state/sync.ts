/** The exchange with the server, wired up. Loaded after the first screen is shown: reading the phone does not need it. */

import { announceChange } from "../store/changed";
import { database } from "../store/database";
import { askToPersist } from "../store/persistence";
import { httpServer } from "../sync/http";
import { startLoop, type Loop } from "../sync/sync-loop";
import { syncOnce, type SyncResult } from "../sync/sync-once";
import { loadTopics } from "./topics";

/** Who wants to hear how it goes. */
export interface Listener {
  readonly onSending: (key: string | null) => void;
  readonly onOutcome: (outcome: SyncResult["outcome"]) => void;
}

/** Keeps the phone in step with the server until it is stopped; asks the browser to keep what is not sent yet. */
export function startSync({ onSending, onOutcome }: Listener): Loop {
  let hasWords = false;
  const exchange = async (): Promise<SyncResult> => {
    const ended = await syncOnce(await database(), httpServer, { now: Date.now, onSending });
    announceChange();
    if (ended.outcome === "done" && !hasWords) {
      hasWords = true;
      void loadTopics(); // "can I …?" has to work offline, also for who never asked before
    }
    return ended;
  };
  void askToPersist();
  return startLoop({ sync: exchange, onOutcome, now: Date.now });
}
