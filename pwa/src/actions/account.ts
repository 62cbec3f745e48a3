/** The signed-in person's account: profile, devices, reminders, recovery links. All calls throw `Problem`. */

import { api, bodyOf, type Shapes } from "../api";
import { usableTimeZone } from "../domain/dates";
import { signedIn } from "../state/auth-session";

/** Change name, language or skin cues; fields that are left out keep their value. */
export async function changeMe(change: Partial<Shapes["MeChange"]>): Promise<void> {
  signedIn(await bodyOf(api.PATCH("/api/me", { body: change as Shapes["MeChange"] })));
}

/** List the devices that are signed in. */
export async function loadAuthSessions(): Promise<readonly Shapes["AuthSessionView"][]> {
  return (await bodyOf(api.GET("/api/my/auth-sessions"))).auth_sessions;
}

/** Sign another device out. */
export async function revokeAuthSession(id: string): Promise<void> {
  const path = { auth_session_id: id };
  await bodyOf(api.DELETE("/api/my/auth-sessions/{auth_session_id}", { params: { path } }));
}

export type OneTimeLink = Shapes["IssuedLink"];

/** Create a one-time link that signs this person in: valid for an hour, or for a year if it is to be stored. */
export function createRecoveryLink(stored: boolean): Promise<OneTimeLink> {
  return bodyOf(api.POST("/api/my/recovery-links", { body: { stored } }));
}

export type ReminderPreferences = Shapes["ReminderPreferences"];

/** Load what the person wants to be reminded of, and when. */
export function loadReminderPreferences(): Promise<ReminderPreferences> {
  return bodyOf(api.GET("/api/my/reminder-preferences"));
}

/** Replace all reminder preferences; returns them as the server has stored them. */
export function saveReminderPreferences(preferences: ReminderPreferences): Promise<ReminderPreferences> {
  // the server refuses the name that old preferences may hold
  const time_zone = preferences.time_zone == null ? null : usableTimeZone(preferences.time_zone);
  const body = { ...preferences, time_zone };
  return bodyOf(api.PUT("/api/my/reminder-preferences", { body }));
}
