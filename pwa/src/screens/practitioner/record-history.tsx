import { loadHistory } from "../../actions/records";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import { useLoaded } from "../../state/loaded";
import type { RecordVersion, TreatmentForClinic } from "../../state/clinic";
import { Card, WhenLoaded } from "../../ui";
import { changesBetween } from "./record-changes";
import { RecordFacts } from "./treatment-parts";

/** How the record was corrected, the latest correction first, and every earlier version. */
export function RecordHistory({ treatment: { id, record_version: version } }: { treatment: TreatmentForClinic }) {
  const [loaded, again] = useLoaded(() => loadHistory(id), `${id} ${String(version)}`);
  return (
    <Card title={t("practitioner.history.title")} icon="edit">
      <WhenLoaded loaded={loaded} again={again} lines={3}>
        {(versions) => corrections(versions).map(([before, after]) => <Corrected key={after.version} before={before} after={after} />)}
      </WhenLoaded>
    </Card>
  );
}

/** Each version with the one that it has replaced, the latest first. */
function corrections(versions: readonly RecordVersion[]): readonly (readonly [RecordVersion, RecordVersion])[] {
  return versions.flatMap((after, index) => versions.slice(0, index).slice(-1).map((before) => [before, after] as const)).reverse();
}

function Corrected({ before, after }: { before: RecordVersion; after: RecordVersion }) {
  return (
    <section class="stack history__version">
      <h3>{t("practitioner.history.corrected", { date: shortDate(after.written_at), name: after.written_by })}</h3>
      <ul>{changesBetween(before, after).map((line) => <li key={line}>{line}</li>)}</ul>
      <details class="more">
        <summary>{t("practitioner.history.before")}</summary>
        <RecordFacts treatment={before} />
      </details>
    </section>
  );
}
