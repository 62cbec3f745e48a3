import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { drop } from "../../store/outbox";

/** Gives up what the server has refused; the diary itself is not touched. */
export async function letGo(key: string): Promise<void> {
  await drop(await database(), key);
  saved();
}
