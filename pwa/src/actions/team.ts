/** The team of the clinic, for its owners. All calls throw `Problem`. */

import { api, bodyOf, type Shapes } from "../api";
import { sessionEnded } from "../state/auth-session";
import { withFreshPasskey } from "../state/fresh-passkey";

export type Team = Shapes["Team"];
export type TeamMembership = Shapes["TeamMembership"];
export type ColleagueInvitation = Shapes["ColleagueInvitation"];
export type MembershipRole = Shapes["MembershipRole"];
export type FormerMember = Shapes["FormerMember"];
export type HandoverPreview = Shapes["HandoverPreview"];
export type MembershipEnding = Shapes["MembershipEnding"];

/** Load who works in the clinic, and which invitations are open. */
export function loadTeam(): Promise<Team> {
  return bodyOf(api.GET("/api/clinic/memberships"));
}

/** Load one member, and what would end with their membership. `membership-unknown` if it has ended. */
export async function loadMember(id: string): Promise<{ member: TeamMembership | undefined; ending: MembershipEnding }> {
  const params = { path: { membership_id: id } };
  const [{ memberships }, ending] = await Promise.all([loadTeam(), bodyOf(api.GET("/api/clinic/memberships/{membership_id}/ending", { params }))]);
  return { member: memberships.find((each) => each.id === id), ending };
}

/** Give a member another role. `last-owner` if nobody else is one. */
export async function setRole(id: string, role: MembershipRole): Promise<void> {
  await bodyOf(api.PUT("/api/clinic/memberships/{membership_id}/role", { params: { path: { membership_id: id } }, body: { role } }));
}

/** End a membership, after a fresh passkey. With one's own, the session on this device is over. */
export async function endMembership(id: string, own: boolean): Promise<void> {
  const params = { path: { membership_id: id } };
  await withFreshPasskey(() => bodyOf(api.DELETE("/api/clinic/memberships/{membership_id}", { params })));
  if (own) await sessionEnded("membership-ended");
}

/** Load which patients a member would hand over, and who can take them over. */
export function loadHandover(id: string): Promise<HandoverPreview> {
  return bodyOf(api.GET("/api/clinic/memberships/{membership_id}/handover", { params: { path: { membership_id: id } } }));
}

/** Hand a member's patients over to a colleague, after a fresh passkey. Their diaries do not move along. */
export async function handOver(id: string, to: string): Promise<void> {
  const params = { path: { membership_id: id } };
  await withFreshPasskey(() => bodyOf(api.PUT("/api/clinic/memberships/{membership_id}/handover", { params, body: { to } })));
}

/** Make an open invitation invalid. */
export function voidInvitation(id: string): Promise<Team> {
  return bodyOf(api.DELETE("/api/clinic/invitations/{invitation_id}", { params: { path: { invitation_id: id } } }));
}
