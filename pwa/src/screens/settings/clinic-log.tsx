import { loadClinicLog, type ClinicAccess } from "../../actions/clinic-log";
import { saveAccessLog } from "../../actions/records-copy";
import { t } from "../../i18n";
import { longDate, shortDate, timeOfDay } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { usePaged } from "../../state/paged";
import { ActionError, Button, Empty, Row, Rows, Screen, toast, WhenLoaded, type IconName } from "../../ui";
import { Section } from "./section";

/** Who in the clinic has seen whose diary, by day. */
export default function ClinicLog() {
  const { loaded, again, more, loadingMore, moreProblem } = usePaged(loadClinicLog, "", 1);
  return (
    <Screen title={t("settings.log")} lead={t("settings.log.lead")} back="/settings">
      <WhenLoaded loaded={loaded} again={again} lines={6}>
        {(pages) => (
          <>
            <Days accesses={pages.flatMap(({ accesses }) => accesses)} />
            <ActionError problem={moreProblem} retry={more} />
            {pages.at(-1)?.next !== null && moreProblem === undefined && <Button kind="quiet" wide busy={loadingMore} onClick={more}>{t("settings.log.more")}</Button>}
            {pages.some(({ accesses }) => accesses.length > 0) && <SaveLog />}
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}

/** The whole log as a table, also what is not loaded yet. */
function SaveLog() {
  const saving = useAsyncAction(saveAccessLog, () => toast(t("settings.log.saved")));
  return (
    <>
      <ActionError {...saving} />
      <Button kind="plain" wide icon="file" busy={saving.busy} onClick={saving.run}>{t("settings.log.save")}</Button>
    </>
  );
}

function Days({ accesses }: { accesses: readonly ClinicAccess[] }) {
  if (accesses.length === 0) return <Empty icon="expect" title={t("settings.log.none")}><p>{t("settings.log.none.text")}</p></Empty>;
  return (
    <>
      {[...byDay(accesses)].map(([day, ofDay]) => (
        <Section key={day} title={day}>
          <Rows label={day}>{ofDay.map((access) => <Access key={access.id} {...access} />)}</Rows>
        </Section>
      ))}
    </>
  );
}

/** The accesses of each day, by its name, in the order in which they come. */
function byDay(accesses: readonly ClinicAccess[]): ReadonlyMap<string, ClinicAccess[]> {
  const days = new Map<string, ClinicAccess[]>();
  for (const access of accesses) {
    const day = longDate(access.viewed_at);
    days.set(day, [...(days.get(day) ?? []), access]);
  }
  return days;
}

const ICONS = { diary: "diary", photos: "photo", export: "file", queue: "queue" } as const satisfies Record<string, IconName>;

type Kind = keyof typeof ICONS;

function Access({ practitioner_name: who, patient_name: name, clinic_patient_id, treated_at, time_zone, kind, viewed_at }: ClinicAccess) {
  const how = isKnown(kind) ? kind : "diary";
  const detail = (
    <>
      {t(`settings.log.kind.${how}`, { name })}
      <br />
      {t("settings.log.when", { time: timeOfDay(viewed_at), treated: shortDate(treated_at, time_zone) })}
    </>
  );
  return <Row icon={ICONS[how]} title={who} detail={detail} href={`/clinic/patients/${clinic_patient_id}`} />;
}

/** `locked` belongs to share links, which nobody in the clinic uses. */
function isKnown(kind: ClinicAccess["kind"]): kind is Kind {
  return kind in ICONS;
}
