import { answered, api, type Shapes } from "../../api";

/** What a one-time link is for, before it is used. Throws `Problem` (link-unknown, link-expired, link-used). */
export function openLink(token: string): Promise<Shapes["LinkPreview"]> {
  return answered(api.POST("/api/links/open", { body: { token } }));
}
