import { useEffect, useState } from "preact/hooks";
import { openLink } from "../../actions/invitations";
import { useLoaded, type Loaded } from "../../state/loaded";
import { onNextToken, takeToken } from "./link-token";

/** What the link in the address is for. */
export type Preview = Awaited<ReturnType<typeof openLink>>;

/** Takes the token from the address and asks what it is for; once more for every link opened while the screen stands.
 * No token: a failure `link-unknown`, as for a wrong one. */
export function usePreview(): { token: string | undefined; preview: Loaded<Preview | undefined>; again: () => void } {
  // The same link opened again is asked about again: it may have been used up meanwhile.
  const [{ token, opened }, setLink] = useState(() => ({ token: takeToken(), opened: 0 }));
  useEffect(() => onNextToken((next) => setLink((last) => ({ token: next, opened: last.opened + 1 }))), []);
  const [preview, again] = useLoaded(async () => (token === undefined ? undefined : openLink(token)), String(opened));
  return { token, preview, again: () => void again() };
}
