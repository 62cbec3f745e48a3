import { useState } from "preact/hooks";
import { accessDays, type DayOfReader } from "../../../domain/access-log";
import { t } from "../../../i18n";
import { timeOfDay } from "../../../i18n/dates";
import { phoneTimeZone } from "../../../state/clock";
import { onPhone } from "../../../state/diary";
import { Button, Row, Rows } from "../../../ui";
import { dayText } from "../format";

const FEW_DAYS = 7;

/** Who has viewed the diary, day by day, the newest first. */
export function AccessLog() {
  const [all, setAll] = useState(false);
  const days = accessDays(onPhone.value?.access_records ?? [], phoneTimeZone());
  return (
    <section class="stack-s">
      <h2>{t("patient.access-log.title")}</h2>
      {days.length === 0 && <p class="soft">{t("patient.access-log.none")}</p>}
      {days.slice(0, all ? days.length : FEW_DAYS).map(({ date, readers }) => (
        <section key={date} class="stack-s">
          <h3 class="small soft cap">{dayText(readers[0]?.last ?? 0)}</h3>
          <Rows>
            {readers.map((reader) => (
              <Row key={`${reader.name} ${reader.everyoneAt} ${reader.link} ${String(reader.locked)}`} icon={reader.locked ? "lock" : "expect"} title={nameOf(reader)} detail={accessText(reader)} />
            ))}
          </Rows>
        </section>
      ))}
      {days.length > FEW_DAYS && !all && (
        <Button kind="plain" onClick={() => setAll(true)}>
          {t("patient.access-log.more")}
        </Button>
      )}
    </section>
  );
}

function nameOf({ name, link, locked }: DayOfReader): string {
  if (locked) return link === "" ? t("patient.access-log.locked") : t("patient.access-log.locked-named", { link });
  if (name !== "") return name;
  return link === "" ? t("patient.access-log.link") : t("patient.access-log.link-named", { link });
}

/** "seen 3 times, last at 14:05 · photos, too · took a copy of your diary · seen in the list once, at 14:00 · shared with everyone at Lindenhof" */
function accessText({ everyoneAt, times, copies, listed, photos, locked, last, lastListed }: DayOfReader): string {
  const time = timeOfDay(last, phoneTimeZone());
  if (locked) return t("patient.access-log.locked-at", { time });
  const seen = times > 0 || photos || (copies === 0 && listed === 0);
  return [
    ...(seen ? [t("patient.access-log.seen", { count: Math.max(1, times), time })] : []),
    ...(photos ? [t("patient.access-log.photos")] : []),
    ...(copies > 0 ? [t("patient.access-log.copied", { count: copies })] : []),
    ...(listed > 0 ? [t("patient.access-log.listed", { count: listed, time: timeOfDay(lastListed, phoneTimeZone()) })] : []),
    ...(everyoneAt !== "" ? [t("patient.access-log.everyone", { clinic: everyoneAt })] : []),
  ].join(" · ");
}
