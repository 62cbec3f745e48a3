import { useState } from "preact/hooks";
import { openLink } from "../../actions/entrance/open-link";
import { useLoaded, type Loaded } from "../../state/loaded";
import { takeToken } from "./link-token";

/** What the link in the address is for. */
export type Preview = Awaited<ReturnType<typeof openLink>>;

/** Takes the token from the address (once) and asks what it is for. No token: a failure `link-unknown`, as for a wrong one. */
export function usePreview(): { token: string | undefined; preview: Loaded<Preview | undefined>; again: () => void } {
  const [token] = useState(takeToken);
  const [preview, again] = useLoaded(async () => (token === undefined ? undefined : openLink(token)));
  return { token, preview, again: () => void again() };
}
