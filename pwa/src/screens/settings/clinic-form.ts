/** What an owner types about the clinic, and what is missing or wrong in it. */

import type { ClinicChange, ClinicSettings } from "../../actions/clinic-settings";
import { spanFaults, type OpeningSpan } from "../../domain/opening-hours";
import { isPhoneNumber } from "../../domain/phone-number";
import type { MessageKey } from "../../i18n";

export interface ClinicForm {
  readonly name: string;
  readonly phone: string;
  readonly timeZone: string;
  readonly opening: readonly OpeningSpan[];
  /** A number of hours, as text. */
  readonly replyHours: string;
  /** The key of a sheet; empty for none. */
  readonly defaultSheet: string;
}

/** The form as it is saved, with what was typed and not saved on top. */
export function formOf(settings: ClinicSettings, unsaved: Partial<ClinicForm> | null): ClinicForm {
  const { name, phone, time_zone, opening, reply_hours, default_sheet } = settings;
  return { name, phone, timeZone: time_zone, opening, replyHours: String(reply_hours), defaultSheet: default_sheet ?? "", ...unsaved };
}

export function changeOf({ name, phone, timeZone, opening, replyHours, defaultSheet }: ClinicForm): ClinicChange {
  return { name: name.trim(), phone: phone.trim(), time_zone: timeZone, opening: [...opening], reply_hours: Number(replyHours), default_sheet: defaultSheet === "" ? null : defaultSheet };
}

/** What keeps the form from being saved. */
export interface ClinicFaults {
  readonly name?: MessageKey;
  readonly phone?: MessageKey;
  /** By the place of the span in the list. */
  readonly opening: ReadonlyMap<number, MessageKey>;
}

export function faultsOf({ name, phone, opening }: ClinicForm): ClinicFaults {
  const number = phone.trim();
  return {
    ...(name.trim() === "" && { name: "settings.clinic.name.missing" }),
    ...(number !== "" && !isPhoneNumber(number) && { phone: "settings.clinic.phone.wrong" }),
    opening: new Map([...spanFaults(opening)].map(([place, fault]) => [place, `settings.clinic.hours.${fault}`] as const)),
  };
}

export function isComplete({ name, phone, opening }: ClinicFaults): boolean {
  return name === undefined && phone === undefined && opening.size === 0;
}

const USUAL_HOURS = [2, 4, 8, 12, 24, 48, 72, 168];

/** The usual times within which clinics answer, and the one that is chosen, in hours. */
export function replyHourOptions(chosen: number): readonly number[] {
  return [...new Set([...USUAL_HOURS, chosen])].sort((a, b) => a - b);
}
