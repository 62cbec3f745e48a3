/** One-time links that invite people into the app. All calls throw `Problem`. */

import { api, bodyOf, isProblem, Problem, type Shapes } from "../api";

/** Look up what a one-time link is for, without using it (`link-unknown`, `link-expired`, `link-used`). */
export async function openLink(token: string): Promise<Shapes["LinkPreview"]> {
  try {
    return await bodyOf(api.POST("/api/links/open", { body: { token } }));
  } catch (thrown) {
    // A token that was cut short when it was copied fails validation: for the person, it is an unknown link.
    throw isProblem(thrown, "invalid") ? new Problem("link-unknown", 404) : thrown;
  }
}

/** Add the invitation's treatment to the diary of the patient who is signed in. */
export async function acceptInvitation(token: string): Promise<void> {
  await bodyOf(api.POST("/api/links/accept", { body: { token } }));
}

/** Create the one-time link that invites a patient to their diary. `already-joined` once they have an account. */
export function invitePatient(treatmentId: string): Promise<Shapes["IssuedLink"]> {
  const path = { treatment_id: treatmentId };
  return bodyOf(api.POST("/api/treatments/{treatment_id}/invitation", { params: { path } }));
}

/** Create the one-time link that invites a colleague into the clinic in this role. Owners only. */
export function inviteColleague(role: Shapes["MembershipRole"]): Promise<Shapes["IssuedLink"]> {
  return bodyOf(api.POST("/api/colleagues/invitation", { body: { role } }));
}
