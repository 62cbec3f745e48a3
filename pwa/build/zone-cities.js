/**
 * Writes src/i18n/zone-cities.ts from the CLDR: what a city is called in each language of the catalogue, where the name
 * differs from that of its time zone. Intl has names of time zones, but none of their cities.
 *
 *     npm pack cldr-dates-full@48.2.0 && tar xzf cldr-dates-full-48.2.0.tgz
 *     node build/zone-cities.js package/main
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {{ readonly [name: string]: Zones | string }} Zones nested by the parts of a zone's name, with `exemplarCity` in the last one */

const HEADER = `/**
 * The names of the cities of time zones, where they differ from the name of the zone. Written by build/zone-cities.js
 * from the Unicode CLDR 48.2.0 (Unicode License v3, https://www.unicode.org/license.txt).
 */

`;
const [source = "package/main"] = process.argv.slice(2);
const catalogue = fileURLToPath(new URL("../../server/messages/", import.meta.url));
const target = fileURLToPath(new URL("../src/i18n/zone-cities.ts", import.meta.url));

/** @param {string} language */
function citiesIn(language) {
  const file = join(source, language, "timeZoneNames.json");
  const content = /** @type {{ main: Record<string, { dates: { timeZoneNames: { zone: Zones } } }> }} */ (JSON.parse(readFileSync(file, "utf8")));
  const all = cities(content.main[language]?.dates.timeZoneNames.zone ?? {});
  const different = all.filter(([name, city]) => name.replaceAll("_", " ") !== city && name !== "Unknown");
  return Object.fromEntries(different.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** @param {Zones} zones @returns {[string, string][]} */
function cities(zones) {
  return Object.entries(zones).flatMap(([name, inner]) => {
    if (typeof inner === "string") return [];
    const city = inner["exemplarCity"];
    return typeof city === "string" ? [[name, city]] : cities(inner);
  });
}

const languages = readdirSync(catalogue).filter((name) => name.endsWith(".json")).map((name) => name.replace(".json", ""));
const table = Object.fromEntries(languages.sort().map((language) => [language, citiesIn(language)]));
const lines = JSON.stringify(table, null, 1).replace(/",\n {2}"/g, '", "').replace(/\{\n {2}"/g, '{ "').replace(/"\n \}/g, '" }');
const wrapped = lines.replace(/(.{90,118}?",) /g, "$1\n  ");
writeFileSync(target, `${HEADER}export const ZONE_CITIES: Readonly<Record<string, Readonly<Record<string, string>>>> = ${wrapped};\n`);
