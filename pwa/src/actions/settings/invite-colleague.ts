import { answered, api, type Shapes } from "../../api";

/** A one-time link by which a colleague joins the practice. Owners only. */
export function inviteColleague(): Promise<Shapes["OneTimeLink"]> {
  return answered(api.POST("/api/colleagues/invitation"));
}
