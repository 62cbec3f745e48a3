import { t } from "../../i18n";
import { treatment, type SyncState } from "../../state/diary";
import { Pill, StatusPill } from "../../ui";

const SHOWN = { "on-phone": "phone", sending: "sending", saved: "clinic", "needs-attention": "attention" } as const;

/** Where a record is: on this phone, being sent, saved on the server, or refused by it. */
export function SyncPill({ state }: { state: SyncState }) {
  if (state === "saved" && treatment.value?.clinic_name == null) {
    return <Pill tone="teal" icon="cloud">{t("patient.sync.online")}</Pill>;
  }
  return <StatusPill state={SHOWN[state]} />;
}
