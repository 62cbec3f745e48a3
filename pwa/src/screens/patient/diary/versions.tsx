import { loadVersions, type EntryVersion } from "../../../actions/diary/versions";
import type { Entry, Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { dateAndTime } from "../../../i18n/dates";
import { useLoaded } from "../../../state/loaded";
import { BottomSheet, WhenLoaded } from "../../../ui";
import { changesBetween, type Change } from "./entry-facts";

interface VersionsProps {
  readonly treatment: Treatment;
  readonly entry: Entry;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** All versions of an edited entry: when each was saved, and what it changed. */
export function Versions({ treatment, entry, open, onClose }: VersionsProps) {
  return (
    <BottomSheet open={open} title={t("patient.versions.title")} onClose={onClose}>
      <LoadedVersions treatment={treatment} entry={entry} />
    </BottomSheet>
  );
}

function LoadedVersions({ treatment, entry }: Pick<VersionsProps, "treatment" | "entry">) {
  const [loaded, again] = useLoaded(() => loadVersions(entry.id), `${entry.id} ${entry.revision}`);
  return (
    <WhenLoaded loaded={loaded} again={again} lines={5}>
      {(versions) => (
        <ol class="stack">
          {versions.map((version, place) => <Version key={version.revision} version={version} before={versions[place - 1]} treatment={treatment} />).reverse()}
        </ol>
      )}
    </WhenLoaded>
  );
}

function Version({ version, before, treatment }: { version: EntryVersion; before: EntryVersion | undefined; treatment: Treatment }) {
  const changes = changesBetween(before, version, treatment);
  const when = dateAndTime(version.saved_at);
  return (
    <li class="card">
      <h3>{t(before ? "patient.versions.changed" : "patient.versions.first", { when })}</h3>
      {changes.length === 0 && <p class="soft">{t("patient.versions.same")}</p>}
      <dl class="changes">
        {changes.map((change) => (
          <div key={change.label}>
            <dt>{change.label}</dt>
            <Values change={change} isFirst={!before} />
          </div>
        ))}
      </dl>
    </li>
  );
}

function Values({ change: { before, after }, isFirst }: { change: Change; isFirst: boolean }) {
  const nothing = t("patient.versions.nothing");
  if (isFirst) return <dd class="words">{after}</dd>;
  return (
    <>
      <dd class="words soft">{t("patient.versions.before", { text: before ?? nothing })}</dd>
      <dd class="words">{t("patient.versions.after", { text: after ?? nothing })}</dd>
    </>
  );
}
