import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { discard } from "../../store/outbox";

/** Gives up what the server has refused; the diary itself is not touched. */
export async function discardChange(key: string): Promise<void> {
  await discard(await database(), key);
  saved();
}
