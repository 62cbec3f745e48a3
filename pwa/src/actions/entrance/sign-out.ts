import { answered, api, isProblem } from "../../api";
import { dropPush } from "../../state/push";
import { forget, oweSignOut } from "../../state/session";
import { eraseEverything } from "../../store/erase";
import { alone } from "../../sync/sync-loop";
import { disown } from "./arrive";

/** Signs out and leaves nothing on the phone; works without a network, the server is told at the next start. */
export async function signOut(): Promise<void> {
  await dropPush();
  try {
    await answered(api.POST("/api/sign-out"));
  } catch (thrown) {
    if (!isProblem(thrown, "not-signed-in")) oweSignOut();
  }
  // An exchange that is still running would write what it has just fetched onto an emptied phone: wait for it.
  await alone(async () => {
    await eraseEverything();
    disown();
    forget();
  });
}
