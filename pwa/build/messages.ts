/**
 * Serves the message catalogue in slices: `virtual:messages` has a loader per language and set, so that a phone fetches
 * only its own language, and only the texts of its screens. A new language needs one more file and no code.
 */
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Plugin } from "vite";

/** The texts of Today: the first screen loads these and no other texts for patients. */
const TODAY = [
  ...["today", "none", "when", "in", "since", "until", "every", "next", "milestone", "gate", "reply", "stuck", "sync", "clock"],
  ...["board", "act", "duty", "between", "finding", "call", "rule", "course.title", "change.card", "change.card-alone", "change.show"],
].map((part) => `patient.${part}`);

/** The names of acts: a patient reports them on the first screen, and a practitioner reads them. */
export const ACTS = "patient.act.name";

/** Texts that both sides show, but not on the first screen. */
export const BOTH = ["common.chart", "common.where"];

/** The texts for writing a sheet: half of all texts for practitioners, most of whom never open these screens. */
const AUTHOR = ["desk", "heat", "sheet", "sheets", "preview", "compare", "paste", "correction"].map((part) => `practitioner.${part}`);

/** Texts of a clinic's settings alone, which no phone of a patient needs. */
const CLINIC = ["handover", "colleague", "team.end", "team.former", "team.role", "clinic.hours", "clinic.logo", "clinic.sheet", "clinic.reply"].map((part) => `settings.${part}`);

/** The texts of the camera, which patients and practitioners use. */
export const CAMERA = ["patient.camera", "patient.check-in.drop"];

/**
 * Which prefixes of a key belong to which slices; the longest match counts. `server.` and `manifest.` are in none, and
 * what is in `BOTH`, in `CAMERA` or begins with `ACTS` is in two.
 */
export const NAMESPACES: Readonly<Record<string, readonly string[]>> = {
  core: ["common"],
  problems: ["problem"],
  today: [...TODAY, ACTS],
  patient: ["patient", ...BOTH, ...CAMERA],
  answers: ["answer"],
  practitioner: ["practitioner", ...CAMERA],
  author: AUTHOR,
  review: ["practitioner.review", "practitioner.treatment", "practitioner.record.areas", "shared", ACTS, ...BOTH],
  entrance: ["entrance", "settings"],
  clinic: CLINIC,
  worker: ["worker"],
};

const PREFIX = "virtual:messages";

/** The languages that have a catalogue file. */
export function languagesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => basename(name, ".json"))
    .sort();
}

/** One slice of the catalogue of one language. */
export function slice(folder: string, language: string, set: string): Record<string, string> {
  const all = JSON.parse(readFileSync(join(folder, `${language}.json`), "utf8")) as Record<string, string>;
  return Object.fromEntries(Object.entries(all).filter(([key]) => setsOf(key).includes(set)));
}

/** The slices that a key belongs to; none for those of the server and the manifest. */
export function setsOf(key: string): readonly string[] {
  const beginnings = Object.entries(NAMESPACES).flatMap(([set, names]) => names.map((name) => ({ set, name })));
  const matching = beginnings.filter(({ name }) => `${key}.`.startsWith(`${name}.`));
  const longest = Math.max(...matching.map(({ name }) => name.length));
  return matching.filter(({ name }) => name.length === longest).map(({ set }) => set);
}

function loaders(folder: string): string {
  const sets = Object.keys(NAMESPACES).filter((set) => set !== "worker");
  const rows = languagesIn(folder).map((language) => {
    const row = sets.map((set) => `${set}: () => import("${PREFIX}/${language}/${set}").then((m) => m.default)`);
    return `${JSON.stringify(language)}: { ${row.join(", ")} }`;
  });
  return `export const loaders = { ${rows.join(", ")} };`;
}

function workerTexts(folder: string): string {
  const texts = Object.fromEntries(languagesIn(folder).map((language) => [language, slice(folder, language, "worker")]));
  return `export default ${JSON.stringify(texts)};`;
}

/** The plugin; `folder` is `server/messages`. */
export function messages(folder: string): Plugin {
  return {
    name: "afterglow-messages",
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const [, language, set] = id.slice(1).split("/");
      for (const name of languagesIn(folder)) this.addWatchFile(join(folder, `${name}.json`));
      if (language === undefined) return loaders(folder);
      if (set === undefined) return workerTexts(folder);
      return `export default ${JSON.stringify(slice(folder, language, set))};`;
    },
  };
}
