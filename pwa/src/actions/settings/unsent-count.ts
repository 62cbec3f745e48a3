import { database } from "../../store/database";
import { outboxItems } from "../../store/outbox";

/** How many things have not reached the server yet; signing out now would lose them. */
export async function unsentCount(): Promise<number> {
  return (await outboxItems(await database())).length;
}
