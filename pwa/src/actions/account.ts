/** The signed-in person's account: profile and reminders. All calls throw `Problem`. */

import { api, bodyOf, type Shapes } from "../api";
import { usableTimeZone } from "../domain/dates";
import { signedIn } from "../state/auth-session";

/** Change name, language or skin cues; fields that are left out keep their value. */
export async function changeMe(change: Partial<Shapes["MeChange"]>): Promise<void> {
  signedIn(await bodyOf(api.PATCH("/api/me", { body: change as Shapes["MeChange"] })));
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
