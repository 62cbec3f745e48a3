import type { SyncState } from "../../state/diary";
import { StatusPill } from "../../ui";

const SHOWN = { "on-phone": "phone", sending: "sending", saved: "clinic", "needs-attention": "attention" } as const;

/** Where a record is: on this phone, being sent, saved on the server, or refused by it. */
export function SyncPill({ state }: { state: SyncState }) {
  return <StatusPill state={SHOWN[state]} />;
}
