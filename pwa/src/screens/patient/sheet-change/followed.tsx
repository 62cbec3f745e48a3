import { loadFollowedVersions } from "../../../actions/diary/sheet-change";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { useLoaded } from "../../../state/loaded";
import { whenText } from "../format";

/** The versions that were followed before this one, and until when; nothing offline. */
export function Followed({ treatment }: { treatment: Treatment }) {
  const [loaded] = useLoaded(() => loadFollowedVersions(treatment.id), `${treatment.id} ${treatment.sheet.version}`);
  if (loaded.state !== "ready" || loaded.value.length === 0) return null;
  return (
    <ul class="soft small">
      {loaded.value.map(({ version, until }) => (
        <li key={`${version} ${until}`}>{t("patient.change.followed", { version, when: whenText(Date.parse(until)) })}</li>
      ))}
    </ul>
  );
}
