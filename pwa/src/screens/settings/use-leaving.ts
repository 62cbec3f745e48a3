import { useRef } from "preact/hooks";
import { leavePhone } from "../../actions/entrance/sign-out";
import { useAsyncAction, type AsyncAction } from "../../state/async-action";
import { useLocation } from "../../ui";

interface Leaving extends AsyncAction {
  /** Whether the server has ended the session: only the data on this phone is left. */
  readonly ended: boolean;
}

/**
 * End the session on the server with `end`, erase this phone's data, and go to `to`. A retry after a failure of the second step
 * does not repeat the first: the server would refuse it.
 */
export function useLeaving(end: () => Promise<void>, to: string): Leaving {
  const ended = useRef(false);
  const [, go] = useLocation();
  const leaving = useAsyncAction(async () => {
    if (!ended.current) await end();
    ended.current = true;
    await leavePhone();
    go(to, { replace: true }); // here and not in `onDone`: leaving may have replaced this screen already
  });
  return { ...leaving, ended: ended.current };
}
