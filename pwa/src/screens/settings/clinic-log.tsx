import { loadClinicLog, type ClinicAccess } from "../../actions/clinic-log";
import { saveAccessLog } from "../../actions/records-copy";
import { t } from "../../i18n";
import { longDate, shortDate, timeOfDay } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { usePaged } from "../../state/paged";
import { ActionError, Button, Empty, Icon, Link, Row, Rows, Screen, toast, WhenLoaded, type IconName } from "../../ui";
import { Section } from "./section";
import "./clinic-log.css";

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
          <Rows label={day}>{looksOf(ofDay).map((look) => <Look key={look[0].id} look={look} />)}</Rows>
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

type Accesses = readonly [ClinicAccess, ...ClinicAccess[]];

/** Join the diaries that one look at a list has shown; the order stays. */
function looksOf(accesses: readonly ClinicAccess[]): readonly Accesses[] {
  const looks = new Map<string, [ClinicAccess, ...ClinicAccess[]]>();
  for (const access of accesses) {
    const key = access.kind === "queue" ? `${access.practitioner_name} ${access.viewed_at}` : access.id;
    const look = looks.get(key);
    if (look) look.push(access);
    else looks.set(key, [access]);
  }
  return [...looks.values()];
}

/** One access, or a look at a list with its diaries folded away. */
function Look({ look }: { look: Accesses }) {
  const [first, ...others] = look;
  if (others.length === 0) return <Access {...first} />;
  return (
    <li>
      <details class="log-look">
        <summary class="line">
          <Icon name={ICONS.queue} />
          <span class="line__text">
            <span>{first.practitioner_name}</span>
            <small>{t("settings.log.list", { count: look.length })}<br />{timeOfDay(first.viewed_at)}</small>
          </span>
          <Icon name="down" small />
        </summary>
        <ul>
          {look.map(({ id, clinic_patient_id, patient_name, treated_at, time_zone }) => (
            <li key={id}>
              <Link class="line" href={`/clinic/patients/${clinic_patient_id}`}>
                <span class="line__text">
                  <span>{patient_name}</span>
                  <small>{t("settings.log.treated", { treated: shortDate(treated_at, time_zone) })}</small>
                </span>
                <Icon name="next" small />
              </Link>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
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
