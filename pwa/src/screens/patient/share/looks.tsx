import { Row, Rows } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { onPhone } from "../../../state/diary";
import { whenText } from "../words";

const FEW = 20;

/** Who looked, and when; the newest first. */
export function Looks({ treatment }: { treatment: Treatment }) {
  const looks = (onPhone.value?.looks ?? [])
    .filter((look) => look.treatment_id === treatment.id)
    .sort((a, b) => Date.parse(b.looked_at) - Date.parse(a.looked_at));
  return (
    <section class="stack-s">
      <h2>{t("patient.looks.title")}</h2>
      {looks.length === 0 ? (
        <p class="soft">{t("patient.looks.none")}</p>
      ) : (
        <Rows label={t("patient.looks.title")}>
          {looks.slice(0, FEW).map((look) => (
            <Row key={look.id} icon="expect" title={look.practitioner_name} detail={whenText(Date.parse(look.looked_at))} />
          ))}
        </Rows>
      )}
    </section>
  );
}
