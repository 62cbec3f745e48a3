import { isBegun, loadDraft } from "../../../actions/diary/draft";
import { localDate } from "../../../domain/dates";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { timeOfDay } from "../../../i18n/dates";
import { now, phoneTimeZone } from "../../../state/clock";
import { entries, entryState, onPhone } from "../../../state/diary";
import { useLoaded } from "../../../state/loaded";
import { Row } from "../../../ui";
import { whenText } from "../format";
import { SyncPill } from "../sync-pill";

/** The check-in of today: to begin, to finish if it was left half-done, or done. */
export function CheckInRow({ treatment }: { treatment: Treatment }) {
  const startedAt = useHalfDone(treatment);
  if (startedAt !== null) {
    return <Row icon="edit" title={t("patient.board.finish")} detail={t("patient.board.started", { when: whenText(startedAt) })} href="/check-in" />;
  }
  const day = localDate(now.value, phoneTimeZone());
  const today = entries.value.filter(({ occurred_at }) => localDate(Date.parse(occurred_at), phoneTimeZone()) === day);
  const checked = today.findLast(({ document }) => Object.keys(document.scores).length > 0);
  if (!checked) return <Row icon="check-in" title={t("patient.board.check-in")} detail={t("patient.board.check-in-detail")} href="/check-in" />;
  const state = entryState(checked.id);
  const beside = state === "saved" ? {} : { beside: <SyncPill state={state} /> };
  return <Row icon="yes" title={t("patient.board.checked-in")} detail={timeOfDay(checked.occurred_at)} href={`/check-in?entry=${checked.id}`} {...beside} />;
}

/** When a check-in was begun that is not saved; null if there is none. A phone that cannot be read says so elsewhere. */
function useHalfDone({ id }: Treatment): number | null {
  const [loaded] = useLoaded(() => loadDraft(id), `${id} ${onPhone.value?.entries.length ?? 0}`);
  if (loaded.state !== "ready" || !loaded.value) return null;
  return isBegun(loaded.value) ? loaded.value.touched_at : null;
}
