/** Which files of a build a person's first screens are made of, by the graph of imports in Vite's manifest. */

/** @typedef {{ file: string, imports?: readonly string[], css?: readonly string[] }} Chunk an entry of Vite's manifest */
/** @typedef {Readonly<Record<string, Chunk>>} Manifest */
/** @typedef {(file: string) => number} Weigh */

/** The files that build/chunks.ts makes of the entry, of Today, and of what every start loads beside its first screen. */
const ENTRY = /^_app-[\w-]+\.js$/;
const TODAY = /^_today-[\w-]+\.js$/;
const BESIDE = /^_beside-[\w-]+\.js$/;
const QUEUE = /^src\/screens\/practitioner\/queue\.tsx$/;
const REVIEW = /^src\/screens\/practitioner\/review\.tsx$/;
/** The texts of these screens (src/shell/app.tsx), and those of problems, which every start loads. */
const PRACTITIONERS_TEXTS = ["practitioner", "review", "problems"];

/** The names of the chunks that match.
 * @param {Manifest} manifest @param {RegExp} pattern */
export function named(manifest, pattern) {
  return Object.keys(manifest).filter((name) => pattern.test(name));
}

/** The files that modules need before they can run. Throws if a pattern matches no chunk, because its name has changed.
 * @param {Manifest} manifest @param {readonly RegExp[]} patterns */
function needed(manifest, patterns) {
  const matches = patterns.map((pattern) => named(manifest, pattern));
  const missing = matches.findIndex((names) => names.length === 0);
  if (missing >= 0) throw new Error(`Nothing in the build matches ${patterns[missing]}: nothing to measure.`);
  /** @type {Set<string>} */
  const files = new Set();
  for (const name of matches.flat()) visit(manifest, name, files);
  return files;
}

/** @param {Manifest} manifest @param {string} name @param {Set<string>} files */
function visit(manifest, name, files) {
  const chunk = manifest[name];
  if (!chunk || files.has(chunk.file)) return;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const other of chunk.imports ?? []) visit(manifest, other, files);
}

/** The text files of one language: of the language in which they are heaviest.
 * @param {Manifest} manifest @param {readonly string[]} sets @param {Weigh} weigh */
function heaviestTexts(manifest, sets, weigh) {
  const languages = named(manifest, /^_words-\w+-/).map((name) => /^_words-(\w+)-/.exec(name)?.[1] ?? "");
  const texts = languages.map((language) => needed(manifest, [new RegExp(`^_words-${language}-`), ...sets.map((set) => new RegExp(`^virtual:messages/${language}/${set}$`))]));
  return texts.sort((a, b) => sum(b, weigh) - sum(a, weigh))[0] ?? new Set();
}

/** What these files weigh together.
 * @param {Iterable<string>} files @param {Weigh} weigh */
export function sum(files, weigh) {
  return [...files].reduce((all, file) => all + weigh(file), 0);
}

/** The code and the styles of the entry.
 * @param {Manifest} manifest */
export function entry(manifest) {
  return needed(manifest, [ENTRY]);
}

/** The files that a patient's phone fetches before Today can be used.
 * @param {Manifest} manifest @param {Weigh} weigh */
export function patientsLoad(manifest, weigh) {
  return new Set(["index.html", ...needed(manifest, [ENTRY, TODAY]), ...heaviestTexts(manifest, [], weigh)]);
}

/** The files that a practitioner's browser fetches until the overview stands; with `review`, until the review of a treatment does.
 * @param {Manifest} manifest @param {Weigh} weigh @param {"overview" | "review"} until */
export function practitionersLoad(manifest, weigh, until) {
  const screens = until === "review" ? [QUEUE, REVIEW] : [QUEUE];
  return new Set(["index.html", ...needed(manifest, [ENTRY, ...screens, BESIDE]), ...heaviestTexts(manifest, PRACTITIONERS_TEXTS, weigh)]);
}

/** The files of `load` that belong to a patient's first screen, and to no start of a practitioner.
 * @param {Manifest} manifest @param {Iterable<string>} load */
export function todayIn(manifest, load) {
  const files = named(manifest, TODAY).map((name) => manifest[name]?.file);
  return [...load].filter((file) => files.includes(file));
}
