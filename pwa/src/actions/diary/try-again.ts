import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { tryAgain } from "../../store/outbox";

/** Tries everything that waits once more, now; also what the server refused. */
export async function sendAgain(): Promise<void> {
  await tryAgain(await database());
  saved();
}
