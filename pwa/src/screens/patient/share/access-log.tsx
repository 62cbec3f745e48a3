import { Row, Rows } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { onPhone } from "../../../state/diary";
import { whenText } from "../format";

const FEW = 20;

/** Who has viewed the diary and when, the newest first. */
export function AccessLog({ treatment }: { treatment: Treatment }) {
  const records = (onPhone.value?.access_records ?? [])
    .filter((record) => record.treatment_id === treatment.id)
    .sort((a, b) => Date.parse(b.viewed_at) - Date.parse(a.viewed_at));
  return (
    <section class="stack-s">
      <h2>{t("patient.access-log.title")}</h2>
      {records.length === 0 ? (
        <p class="soft">{t("patient.access-log.none")}</p>
      ) : (
        <Rows label={t("patient.access-log.title")}>
          {records.slice(0, FEW).map((record) => (
            <Row key={record.id} icon="expect" title={record.practitioner_name} detail={whenText(Date.parse(record.viewed_at))} />
          ))}
        </Rows>
      )}
    </section>
  );
}
