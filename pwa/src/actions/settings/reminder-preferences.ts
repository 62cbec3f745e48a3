import { answered, api, type Shapes } from "../../api";

export type ReminderPreferences = Shapes["ReminderPreferences"];

/** What the person wants to be reminded of, and when. */
export function loadReminderPreferences(): Promise<ReminderPreferences> {
  return answered(api.GET("/api/my/reminder-preferences"));
}

/** Keeps the whole of it; gives back what the server kept. */
export function saveReminderPreferences(body: ReminderPreferences): Promise<ReminderPreferences> {
  return answered(api.PUT("/api/my/reminder-preferences", { body }));
}
