import { usableTimeZone } from "../domain/dates";
import { language } from "./index";
import { ZONE_CITIES } from "./zone-cities";

/**
 * The city of an IANA time zone in the language on screen: "Wien" for `Europe/Vienna`, "Buenos Aires" for
 * `America/Argentina/Buenos_Aires`. The city of this device's time zone if the zone is unknown.
 */
export function timeZoneCity(timeZone: string): string {
  const name = usableTimeZone(timeZone);
  const city = name.slice(name.lastIndexOf("/") + 1);
  return ZONE_CITIES[language.value]?.[city] ?? city.replaceAll("_", " ");
}
