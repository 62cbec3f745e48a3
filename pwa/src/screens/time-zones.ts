import { timeZoneCity } from "../i18n/time-zone-city";

/** All time zones by the name of their city, and the chosen one even if this device does not know it. */
export function timeZoneOptions(chosen: string): readonly { value: string; label: string }[] {
  const names = new Set([chosen, ...Intl.supportedValuesOf("timeZone")]);
  const options = [...names].map((value) => ({ value, label: timeZoneCity(value) }));
  return options.toSorted((a, b) => a.label.localeCompare(b.label));
}
