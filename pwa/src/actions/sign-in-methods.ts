/** How the signed-in person signs in, and where they are: passkeys, devices, recovery links. All calls throw `Problem`. */

import { api, bodyOf, type Shapes } from "../api";
import { withFreshPasskey } from "../state/fresh-passkey";

export type Passkey = Shapes["PasskeyView"];
export type AuthSession = Shapes["AuthSessionView"];
export type RecoveryLink = Shapes["RecoveryLinkView"];
export type OneTimeLink = Shapes["IssuedLink"];

/** List the passkeys, oldest first. */
export async function loadPasskeys(): Promise<readonly Passkey[]> {
  return (await bodyOf(api.GET("/api/my/passkeys"))).passkeys;
}

/** Give a passkey another name. */
export async function renamePasskey(id: string, label: string): Promise<void> {
  await bodyOf(api.PATCH("/api/my/passkeys/{passkey_id}", { params: { path: { passkey_id: id } }, body: { label } }));
}

/** Remove a passkey. The server refuses it for the last way to sign in (last-sign-in). */
export async function removePasskey(id: string): Promise<void> {
  const params = { path: { passkey_id: id } };
  await withFreshPasskey(() => bodyOf(api.DELETE("/api/my/passkeys/{passkey_id}", { params })));
}

/** List the devices that are signed in. */
export async function loadAuthSessions(): Promise<readonly AuthSession[]> {
  return (await bodyOf(api.GET("/api/my/auth-sessions"))).auth_sessions;
}

/** Sign another device out. */
export async function revokeAuthSession(id: string): Promise<void> {
  const params = { path: { auth_session_id: id } };
  await withFreshPasskey(() => bodyOf(api.DELETE("/api/my/auth-sessions/{auth_session_id}", { params })));
}

/** List the recovery links of the last 30 days and those that still work, the newest first, without their secrets. */
export async function loadRecoveryLinks(): Promise<readonly RecoveryLink[]> {
  return (await bodyOf(api.GET("/api/my/recovery-links"))).recovery_links;
}

/** Create a one-time link that signs this person in: valid for an hour, or for a year if it is to be stored. */
export function createRecoveryLink(stored: boolean): Promise<OneTimeLink> {
  return withFreshPasskey(() => bodyOf(api.POST("/api/my/recovery-links", { body: { stored } })));
}

/** Let a recovery link work at once that the clinic or the operator has issued: the person has asked for it. */
export async function confirmRecoveryLink(id: string): Promise<void> {
  await bodyOf(api.POST("/api/my/recovery-links/{link_id}/confirmation", { params: { path: { link_id: id } } }));
}

/** Make a recovery link invalid. */
export async function voidRecoveryLink(id: string): Promise<void> {
  await bodyOf(api.DELETE("/api/my/recovery-links/{link_id}", { params: { path: { link_id: id } } }));
}
