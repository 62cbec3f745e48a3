/**
 * Checks the build against its budgets in gzip bytes (`npm run size`, after `npm run build`): the patient's first load
 * (page, code, styles and texts up to Today), the code of the worker, and no practitioner's screens in the first load.
 */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** @typedef {{ file: string, imports?: string[], css?: string[] }} Chunk an entry of Vite's manifest */

const FIRST_LOAD = 45 * 1024;
const WORKER = 6 * 1024;
const FONTS = 60 * 1024;
const OUT = fileURLToPath(new URL("../../server/static/", import.meta.url));
const manifest = /** @type {unknown} */ (JSON.parse(readFileSync(join(OUT, ".vite/manifest.json"), "utf8")));
const chunks = /** @type {Record<string, Chunk>} */ (manifest);

/** @param {Buffer | string} bytes */
const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
/** @param {string} file */
const weigh = (file) => gzip(readFileSync(join(OUT, file)));

/** The files that a module needs before it can run.
 * @param {string} name @param {Set<string>} seen */
function needed(name, seen = new Set()) {
  const chunk = chunks[name];
  if (!chunk || seen.has(chunk.file)) return seen;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file);
  for (const other of chunk.imports ?? []) needed(other, seen);
  return seen;
}

/** @param {RegExp} pattern */
function named(pattern) {
  return Object.keys(chunks).filter((name) => pattern.test(name));
}

/** The largest message file of a set, over all languages.
 * @param {string} set */
function heaviest(set) {
  const files = named(new RegExp(`virtual:messages/\\w+/${set}$`)).map((name) => chunks[name]?.file ?? "");
  return files.sort((a, b) => weigh(b) - weigh(a))[0] ?? "";
}

/** The files that are fetched, following static imports, before Today is on screen. */
function firstLoad() {
  const files = needed("index.html");
  for (const name of named(/screens\/patient\/today\/today\.tsx$/)) needed(name, files);
  return new Set(["index.html", ...files, heaviest("core"), heaviest("today")].filter((file) => file !== ""));
}

/** The fonts of the build, which are compressed as they are.
 * @returns {string[]} */
function fonts() {
  return readdirSync(join(OUT, "assets")).filter((file) => file.endsWith(".woff2"));
}

/** The size of the worker without its precache list, which is data. */
function workerCode() {
  const code = readFileSync(join(OUT, "sw.js"), "utf8");
  return gzip(code.replace(/\[(?:\{url:[`"'][^{}]*\},?)+\]/, "[]"));
}

/** @param {string} what @param {number} bytes @param {number} budget */
function check(what, bytes, budget) {
  const fits = bytes <= budget;
  console.log(`${fits ? "  fits" : "  OVER"}  ${what}: ${bytes} of ${budget} bytes gzip`);
  return fits;
}

const files = firstLoad();
const strays = [...files].filter((file) => named(/screens\/practitioner\//).some((name) => chunks[name]?.file === file));
if (fonts().length === 0) throw new Error("No font is in the build: nothing to measure.");
if (named(/screens\/patient\/today\/today\.tsx$/).length === 0) throw new Error("Today is not in the build: nothing to measure.");
for (const file of files) console.log(`${String(weigh(file)).padStart(8)}  ${file}`);
const results = [
  check("first load, patient", [...files].reduce((sum, file) => sum + weigh(file), 0), FIRST_LOAD),
  check("service worker's own code", workerCode(), WORKER),
  check("fonts, after the first load", fonts().reduce((sum, file) => sum + statSync(join(OUT, "assets", file)).size, 0), FONTS),
  check("practitioner's screens in the first load", strays.length, 0),
];
if (results.includes(false)) process.exit(1);
