import { answered, api } from "../../api";

/** Adds the treatment of an invitation to the diary of the patient who is signed in already. */
export async function acceptInvitation(token: string): Promise<void> {
  await answered(api.POST("/api/links/accept", { body: { token } }));
}
