import { openGrants, type SyncState } from "../../state/diary";
import { StatusPill } from "../../ui";

const SHOWN = { "on-phone": "phone", sending: "sending", saved: "saved", "needs-attention": "attention" } as const;

interface SyncPillProps {
  readonly state: SyncState;
  /** Show also that everything is saved: on Today and after a check-in. Elsewhere only what is not saved yet matters. */
  readonly always?: boolean;
}

/** Where a record is: on this phone, being sent, saved on the server (and visible to the clinic if shared), or refused by it. */
export function SyncPill({ state, always = false }: SyncPillProps) {
  if (state !== "saved") return <StatusPill state={SHOWN[state]} />;
  if (!always) return null;
  return <StatusPill state={openGrants.value.length > 0 ? "clinic" : "saved"} />;
}
