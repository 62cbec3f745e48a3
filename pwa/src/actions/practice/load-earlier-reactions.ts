import { answered, api } from "../../api";
import type { EarlierReaction } from "../../state/clinic";

/** What showed three days after earlier sessions of this patient or later, and nobody has acknowledged yet. Throws `Problem`. */
export async function loadEarlierReactions(patientId: string): Promise<readonly EarlierReaction[]> {
  const query = { patient_id: patientId };
  return (await answered(api.GET("/api/treatments/earlier-reactions", { params: { query } }))).treatments;
}
