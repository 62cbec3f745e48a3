import { t } from "../../i18n";
import { dateAndTime } from "../../i18n/dates";
import { timeZoneCity } from "../../i18n/time-zone-city";
import type { RecordContent } from "../../state/clinic";
import { areaLabel } from "../labels";
import { details } from "./applied-facts";
import { flagLabel } from "./flag-label";

/** What differs between two versions of a record, as lines: "Cheeks: 1 mm → 1.5 mm". */
export function changesBetween(before: RecordContent, after: RecordContent): readonly string[] {
  const [old, now] = [factsOf(before), factsOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((name) => {
    const [was, is] = [old.get(name) ?? "", now.get(name) ?? ""];
    return was === is ? [] : [t("practitioner.history.change", { name, before: shown(was), after: shown(is) })];
  });
}

function shown(text: string): string {
  return text === "" ? t("practitioner.history.nothing") : text;
}

/** Every fact of a record by its name, in the order of the form. */
function factsOf({ treated_at: at, time_zone: timeZone, sheet, record }: RecordContent): ReadonlyMap<string, string> {
  return new Map([
    [t("practitioner.treatment.treated"), `${dateAndTime(at, timeZone)} (${timeZoneCity(timeZone)})`],
    [t("practitioner.treatment.sheet"), sheet.title],
    [t("practitioner.record.flags.short"), record.flags.map((flag) => flagLabel(flag)).join(", ")],
    ...areaFacts(record),
    ...details(record).map(([name, text]): [string, string] => [t(name), text]),
    [t("practitioner.record.directed"), record.directed.map(({ says }) => says).join(" · ")],
    [t("practitioner.treatment.note"), record.note],
  ]);
}

function areaFacts(record: RecordContent["record"]): readonly [string, string][] {
  if (record.kind !== "needling") return [[t("practitioner.record.areas"), record.areas.map(({ area }) => areaLabel(area)).join(", ")]];
  return record.areas.map(({ area, depth_mm: depth, passes }) => {
    const times = passes === null ? "" : `, ${t("practitioner.treatment.times", { count: passes })}`;
    return [areaLabel(area), `${t("practitioner.treatment.mm", { depth })}${times}`];
  });
}
