/** A newer version of the sheet that a treatment follows: what it changes, accepting it, postponing it, and safety corrections. */

import { api, bodyOf, type Shapes } from "../../api";
import { DAY } from "../../domain/dates";
import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { saveTreatment } from "../../store/changes";
import { getValue, setValue } from "../../store/values";

/** What a newer version of the sheet would change for one treatment. */
export type SheetChange = Shapes["SheetChange"];
/** A version that was followed until the patient accepted a newer one. */
export type FollowedVersion = Shapes["FollowedVersion"];

interface Postponed {
  readonly version: number;
  /** Epoch milliseconds. */
  readonly until: number;
}


/** Load what the newest version would change. Throws `Problem`, also when offline. */
export function loadSheetChange(treatmentId: string): Promise<SheetChange> {
  const path = { treatment_id: treatmentId };
  return bodyOf(api.GET("/api/my/treatments/{treatment_id}/sheet-change", { params: { path } }));
}

/** List the versions followed before the current one, oldest first. Throws `Problem`. */
export async function loadFollowedVersions(treatmentId: string): Promise<readonly FollowedVersion[]> {
  const path = { treatment_id: treatmentId };
  const request = api.GET("/api/my/treatments/{treatment_id}/sheet-versions", { params: { path } });
  return (await bodyOf(request)).versions;
}

/** Follow the newer version from now on. The phone stores its timeline at once. Throws `Problem`. */
export async function acceptSheetChange(treatmentId: string, version: number): Promise<void> {
  const params = { path: { treatment_id: treatmentId } };
  const request = api.POST("/api/my/treatments/{treatment_id}/sheet-change", { params, body: { to_version: version } });
  await saveTreatment(await database(), await bodyOf(request));
  saved();
}

/**
 * Tell the clinic that this phone has shown a safety correction: once, and again at the next showing if it did not
 * arrive. Throws `Problem`.
 */
export async function markCorrectionSeen(treatmentId: string, version: number): Promise<void> {
  const store = await database();
  const name = `correction-seen.${treatmentId}`;
  if ((await getValue<number>(store, name)) === version) return;
  const params = { path: { treatment_id: treatmentId } };
  await bodyOf(api.POST("/api/my/treatments/{treatment_id}/correction/seen", { params, body: { version } }));
  await setValue(store, name, version);
}

/** Whether Today should mention the change: there is a newer version, and the patient has not postponed it recently. */
export async function shouldOffer(treatmentId: string, change: SheetChange, now: number): Promise<boolean> {
  if (change.to_version === null) return false;
  const postponed = await getValue<Postponed>(await database(), `sheet-change.${treatmentId}`);
  return postponed?.version !== change.to_version || postponed.until <= now;
}

/** Do not mention this version on Today for a day. */
export async function postponeSheetChange(treatmentId: string, version: number, now: number): Promise<void> {
  await setValue(await database(), `sheet-change.${treatmentId}`, { version, until: now + DAY } satisfies Postponed);
}
