import { useEffect, useState } from "preact/hooks";
import { openLink } from "../../actions/invitations";
import { useLoaded, type Loaded } from "../../state/loaded";
import { onNextToken, takeToken } from "./link-token";

/** What the one-time link in the address is for. */
export type Preview = Awaited<ReturnType<typeof openLink>>;

/** Take the token from the address and look up what it is for, also for each link that is opened while the screen is shown.
 * `token` and the preview's value are undefined without one. */
export function usePreview(): { token: string | undefined; preview: Loaded<Preview | undefined>; again: () => void } {
  // The same link opened again is looked up again: it may have been used since.
  const [{ token, opened }, setLink] = useState(() => ({ token: takeToken(), opened: 0 }));
  useEffect(() => onNextToken((next) => setLink((last) => ({ token: next, opened: last.opened + 1 }))), []);
  const [preview, again] = useLoaded(async () => (token === undefined ? undefined : openLink(token)), String(opened));
  return { token, preview, again };
}
