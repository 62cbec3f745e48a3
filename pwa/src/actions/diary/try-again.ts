import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { retryAll } from "../../store/outbox";

/** Tries everything that waits once more, now; also what the server refused. */
export async function retrySending(): Promise<void> {
  await retryAll(await database());
  saved();
}
