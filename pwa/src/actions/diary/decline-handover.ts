import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { saveDeclined } from "../../store/sharing";

/** Keep the diary closed to the practitioner who has taken over. Throws `StorageProblem`: the question then stays open. */
export async function declineHandover(treatmentId: string): Promise<void> {
  await saveDeclined(await database(), treatmentId, Date.now());
  saved();
}
