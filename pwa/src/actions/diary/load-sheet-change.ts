import { answered, api, type Shapes } from "../../api";
import { database } from "../../store/database";
import { setValue, getValue } from "../../store/values";

/** What a newer version of the sheet would change for one treatment. */
export type SheetChange = Shapes["SheetChange"];
/** A version that was followed until the patient accepted the next one. */
export type FollowedVersion = Shapes["FollowedVersion"];

interface PutOff {
  readonly version: number;
  /** Epoch milliseconds. */
  readonly until: number;
}

const A_DAY = 86_400_000;

/** Asks the server. Throws `Problem`, also without a network. */
export function loadSheetChange(treatmentId: string): Promise<SheetChange> {
  const path = { treatment_id: treatmentId };
  return answered(api.GET("/api/my/treatments/{treatment_id}/sheet-change", { params: { path } }));
}

/** The versions followed before this one, oldest first. Throws `Problem`. */
export async function loadFollowedVersions(treatmentId: string): Promise<readonly FollowedVersion[]> {
  const path = { treatment_id: treatmentId };
  const asked = api.GET("/api/my/treatments/{treatment_id}/sheet-versions", { params: { path } });
  return (await answered(asked)).versions;
}

/** Whether Today should speak of it: there is something newer, and it was not put off a short while ago. */
export async function isNews(treatmentId: string, change: SheetChange, now: number): Promise<boolean> {
  if (change.to_version === null) return false;
  const later = await getValue<PutOff>(await database(), `sheet-change.${treatmentId}`);
  return later?.version !== change.to_version || later.until <= now;
}

/** "Not now": Today is silent about this version for a day. */
export async function putOff(treatmentId: string, version: number, now: number): Promise<void> {
  await setValue(await database(), `sheet-change.${treatmentId}`, { version, until: now + A_DAY } satisfies PutOff);
}
