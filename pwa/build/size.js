/**
 * Checks the build against its budgets in compressed bytes (`npm run size`, after `npm run build`; of another folder with
 * `node build/size.js FOLDER`): the patient's first load (page, code, styles and texts until Today can be used), the
 * practitioner's (the same until a review stands, by way of the overview), the entry alone, the code of the worker, and that
 * neither of the two loads screens of the other. Fonts, icons and answers of the API are not in these sums.
 */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { entry, named, patientsLoad, practitionersLoad, sum, todayIn } from "./loads.js";

/** Leaves 18 KB of the 90 KB that a cold start may ask for (tests/e2e/test_first_load.py) to headers and the API. */
const FIRST_LOAD = 72 * 1024;
/** Of overview and review together, in gzip: many clinics are behind a proxy that knows no Brotli. */
const PRACTITIONERS_LOAD = 120 * 1024;
const ENTRY = 30 * 1024;
const WORKER = 6 * 1024;
const FONTS = 60 * 1024;
const OUT = process.argv[2] === undefined ? fileURLToPath(new URL("../../server/static/", import.meta.url)) : resolve(process.argv[2]);
const manifest = /** @type {import("./loads.js").Manifest} */ (JSON.parse(readFileSync(join(OUT, ".vite/manifest.json"), "utf8")));

/** The bytes of a file as the server sends it: the brotli copy, written by compress.ts.
 * @param {string} file */
const brotli = (file) => statSync(join(OUT, `${file}.br`)).size;

/** The bytes of the gzip copy, of the highest level.
 * @param {string} file */
const gzip = (file) => statSync(join(OUT, `${file}.gz`)).size;

/** The fonts of the build, which are compressed as they are.
 * @returns {string[]} */
function fonts() {
  return readdirSync(join(OUT, "assets")).filter((file) => file.endsWith(".woff2"));
}

/** The size of the worker without its lists of files, which are data. */
function workerCode() {
  const code = readFileSync(join(OUT, "sw.js"), "utf8");
  const lists = /\[(?:(?:\{url:[`"'][^{}]*\}|[`"']\/assets\/[\w.-]+[`"']),?)+\]|[`"']\/assets\/[\w.-]+(?:,\/assets\/[\w.-]+)+[`"']/g; // the minifier joins a long one
  return gzipSync(code.replace(lists, "[]"), { level: 9 }).length;
}

/** The files of the design page, which belongs to the development server alone.
 * @returns {string[]} */
function designs() {
  const code = readdirSync(join(OUT, "assets")).filter((file) => /\.(js|css)$/.test(file));
  return [...named(manifest, /screens\/design\//), ...code.filter((file) => readFileSync(join(OUT, "assets", file), "utf8").includes("design-"))];
}

/** @param {string} what @param {number} bytes @param {number} budget */
function check(what, bytes, budget) {
  const fits = bytes <= budget;
  console.log(`${fits ? "  fits" : "  OVER"}  ${what}: ${bytes} of ${budget} bytes`);
  return fits;
}

/** @param {string} whose @param {Iterable<string>} files @param {import("./loads.js").Weigh} weigh */
function list(whose, files, weigh) {
  console.log(whose);
  for (const file of files) console.log(`${String(weigh(file)).padStart(8)}  ${file}`);
}

const first = patientsLoad(manifest, brotli);
const overview = practitionersLoad(manifest, gzip, "overview");
const review = practitionersLoad(manifest, gzip, "review");
const strays = [...first].filter((file) => named(manifest, /screens\/practitioner\//).some((name) => manifest[name]?.file === file));
if (fonts().length === 0) throw new Error("No font is in the build: nothing to measure.");
list("first load, patient, brotli", first, brotli);
list("overview, practitioner, gzip", overview, gzip);
list("review after it, gzip", [...review].filter((file) => !overview.has(file)), gzip);
const results = [
  check("first load, patient, brotli", sum(first, brotli), FIRST_LOAD),
  check("overview, practitioner, gzip", sum(overview, gzip), PRACTITIONERS_LOAD),
  check("overview and review, practitioner, gzip", sum(review, gzip), PRACTITIONERS_LOAD),
  check("entry: code and styles, brotli", sum(entry(manifest), brotli), ENTRY),
  check("service worker's own code, gzip", workerCode(), WORKER),
  check("fonts, after the first load", fonts().reduce((all, file) => all + statSync(join(OUT, "assets", file)).size, 0), FONTS),
  check("practitioner's screens in the first load", strays.length, 0),
  check("Today in the practitioner's load", todayIn(manifest, review).length, 0),
  check("files of the design page", designs().length, 0),
];
if (results.includes(false)) process.exit(1);
