import { useState } from "preact/hooks";
import { confirmNotice } from "../../actions/diary/notices";
import { t } from "../../i18n";
import { dayAndMonth } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { onPhone, type OnPhone } from "../../state/diary";
import { ActionError, Banner, BottomSheet, Button } from "../../ui";
import { MergedFields } from "./merged-fields";

type Notice = OnPhone["notices"][number];

/** What happened to the diary without this person doing it here, oldest first, until they have confirmed it. */
export function Notices() {
  const notices = [...(onPhone.value?.notices ?? [])].sort((a, b) => a.noticed_at - b.noticed_at);
  return (
    <>
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </>
  );
}

/** What happened, in one sentence with the day. */
function NoticeCard({ notice }: { notice: Notice }) {
  const confirming = useAsyncAction(() => confirmNotice(notice.id));
  const [open, setOpen] = useState(false);
  return (
    <Banner tone="info">
      <p>{t(`patient.notice.${notice.kind}`, { day: dayAndMonth(notice.day_at, notice.time_zone) })}</p>
      {notice.fields && (
        <Button kind="quiet" icon="compare" onClick={() => setOpen(true)}>
          {t("patient.merge.show")}
        </Button>
      )}
      <Button kind="quiet" icon="yes" busy={confirming.busy} onClick={confirming.run}>
        {t("patient.notice.seen")}
      </Button>
      <ActionError {...confirming} />
      <BottomSheet open={open} title={t("patient.merge.title")} onClose={() => setOpen(false)}>
        <MergedFields fields={notice.fields ?? []} />
      </BottomSheet>
    </Banner>
  );
}
