import { answered, api, type Shapes } from "../../api";

export type OneTimeLink = Shapes["OneTimeLink"];

/** A one-time link that signs this person in: on the new phone now (an hour), or to keep safe (a year). */
export function createRecoveryLink(stored: boolean): Promise<OneTimeLink> {
  return answered(api.POST("/api/my/recovery-links", { body: { stored } }));
}
