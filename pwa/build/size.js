/**
 * Checks the build against its budgets in compressed bytes (`npm run size`, after `npm run build`): the patient's first load
 * (page, code, styles and texts until Today can be used), the entry alone, the code of the worker, and no practitioner's
 * screens in the first load.
 */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** @typedef {{ file: string, imports?: string[], css?: string[] }} Chunk an entry of Vite's manifest */

/** Leaves 18 KB of the 90 KB that a cold start may ask for (tests/e2e/test_first_load.py) to headers and the API. */
const FIRST_LOAD = 72 * 1024;
const ENTRY = 30 * 1024;
const WORKER = 6 * 1024;
const FONTS = 60 * 1024;
/** The files that build/chunks.ts makes of the entry and of Today. */
const ENTRY_FILE = /^_app-[\w-]+\.js$/;
const TODAY = /^_today-[\w-]+\.js$/;
const OUT = fileURLToPath(new URL("../../server/static/", import.meta.url));
const manifest = /** @type {unknown} */ (JSON.parse(readFileSync(join(OUT, ".vite/manifest.json"), "utf8")));
const chunks = /** @type {Record<string, Chunk>} */ (manifest);

/** The bytes of a file as the server sends it: the brotli copy, written by compress.ts.
 * @param {string} file */
const weigh = (file) => statSync(join(OUT, `${file}.br`)).size;

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

/** The largest file of the texts that Today begins with, over all languages. */
function heaviestWords() {
  const files = named(/^_words-\w+-/).map((name) => chunks[name]?.file ?? "");
  return files.sort((a, b) => weigh(b) - weigh(a))[0] ?? "";
}

/** The code and the styles of the entry. */
function entry() {
  return needed(named(ENTRY_FILE)[0] ?? "");
}

/** The files that are fetched before Today can be used. */
function firstLoad() {
  const files = entry();
  for (const name of named(TODAY)) needed(name, files);
  return new Set(["index.html", ...files, heaviestWords()].filter((file) => file !== ""));
}

/** The fonts of the build, which are compressed as they are.
 * @returns {string[]} */
function fonts() {
  return readdirSync(join(OUT, "assets")).filter((file) => file.endsWith(".woff2"));
}

/** The size of the worker without its lists of files, which are data. */
function workerCode() {
  const code = readFileSync(join(OUT, "sw.js"), "utf8");
  return gzipSync(code.replace(/\[(?:(?:\{url:[`"'][^{}]*\}|[`"']\/assets\/[\w.-]+[`"']),?)+\]/g, "[]"), { level: 9 }).length;
}

/** @param {Iterable<string>} files */
const sum = (files) => [...files].reduce((all, file) => all + weigh(file), 0);

/** The files of the design page, which belongs to the development server alone.
 * @returns {string[]} */
function designs() {
  const code = readdirSync(join(OUT, "assets")).filter((file) => /\.(js|css)$/.test(file));
  return [...named(/screens\/design\//), ...code.filter((file) => readFileSync(join(OUT, "assets", file), "utf8").includes("design-"))];
}

/** @param {string} what @param {number} bytes @param {number} budget */
function check(what, bytes, budget) {
  const fits = bytes <= budget;
  console.log(`${fits ? "  fits" : "  OVER"}  ${what}: ${bytes} of ${budget} bytes`);
  return fits;
}

const files = firstLoad();
const strays = [...files].filter((file) => named(/screens\/practitioner\//).some((name) => chunks[name]?.file === file));
if (fonts().length === 0) throw new Error("No font is in the build: nothing to measure.");
if (named(TODAY).length === 0) throw new Error("Today is not in the build: nothing to measure.");
for (const file of files) console.log(`${String(weigh(file)).padStart(8)}  ${file}`);
const results = [
  check("first load, patient, brotli", sum(files), FIRST_LOAD),
  check("entry: code and styles, brotli", sum(entry()), ENTRY),
  check("service worker's own code, gzip", workerCode(), WORKER),
  check("fonts, after the first load", fonts().reduce((sum, file) => sum + statSync(join(OUT, "assets", file)).size, 0), FONTS),
  check("practitioner's screens in the first load", strays.length, 0),
  check("files of the design page", designs().length, 0),
];
if (results.includes(false)) process.exit(1);
