/** The access log of the clinic, for its owners. */

import { api, bodyOf, type Shapes } from "../api";

export type ClinicAccess = Shapes["ClinicAccess"];

/** Load one page, from `after` on; the newest first. Throws `Problem`. */
export function loadClinicLog(after: string | null): Promise<Shapes["ClinicLog"]> {
  return bodyOf(api.GET("/api/clinic/access-log", { params: { query: after === null ? {} : { after } } }));
}
