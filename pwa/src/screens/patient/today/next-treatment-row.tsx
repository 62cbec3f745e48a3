import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { openGrants } from "../../../state/diary";
import { Row, Rows } from "../../../ui";
import { dayText, sessionText } from "../format";

/** The next session, if one is planned, and who can see the diary. */
export function NextTreatmentRow({ treatment }: { treatment: Treatment }) {
  if (treatment.practitioner_name === null) return null;
  const [grant] = openGrants.value;
  const sharing = grant
    ? t("patient.board.shared", { when: dayText(Date.parse(grant.ends_at)) })
    : t("patient.board.private");
  const session = sessionText(treatment);
  const detail = session === null ? undefined : t("patient.board.session", { when: session });
  return (
    <div class="today__rows">
      <Rows>
        <Row icon={grant ? "share" : "lock"} title={sharing} detail={detail} href="/share" />
      </Rows>
    </div>
  );
}
