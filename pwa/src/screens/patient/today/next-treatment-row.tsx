import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { openGrants } from "../../../state/diary";
import { Row, Rows } from "../../../ui";
import { dayText } from "../format";

/** The next session, if one is planned, and who can see the diary. */
export function NextTreatmentRow({ treatment: { practitioner_name, next_treatment_at: next } }: { treatment: Treatment }) {
  if (practitioner_name === null) return null;
  const [grant] = openGrants.value;
  const sharing = grant
    ? t("patient.board.shared", { when: dayText(Date.parse(grant.ends_at)) })
    : t("patient.board.private");
  const detail = next === null ? undefined : t("patient.board.session", { when: dayText(Date.parse(next)) });
  return (
    <div class="today__rows">
      <Rows>
        <Row icon={grant ? "share" : "lock"} title={sharing} detail={detail} href="/share" />
      </Rows>
    </div>
  );
}
