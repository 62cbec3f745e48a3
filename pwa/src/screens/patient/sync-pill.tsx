import { treatment, type SyncState } from "../../state/diary";
import { t } from "../../i18n";
import { Pill, StatusPill } from "../../ui";

const SHOWN = { "on-phone": "phone", sending: "sending", "saved": "clinic", "needs-attention": "attention" } as const;

/** The sync state of a record. Without a clinic, a saved record is shown as "saved online". */
export function SyncPill({ state }: { state: SyncState }) {
  if (state === "saved" && treatment.value?.clinic_name == null) {
    return <Pill tone="teal" icon="cloud">{t("patient.sync.online")}</Pill>;
  }
  return <StatusPill state={SHOWN[state]} />;
}
