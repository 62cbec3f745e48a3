import { answered, api, isProblem, Problem, type Shapes } from "../../api";

/** What a one-time link is for, before it is used. Throws `Problem` (link-unknown, link-expired, link-used). */
export async function openLink(token: string): Promise<Shapes["LinkPreview"]> {
  try {
    return await answered(api.POST("/api/links/open", { body: { token } }));
  } catch (thrown) {
    // A token cut short when it was copied has not even the form of one.
    throw isProblem(thrown, "invalid") ? new Problem("link-unknown", 404) : thrown;
  }
}
