import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ACTS, BOTH, CAMERA, languagesIn, NAMESPACES, setsOf, slice } from "../build/messages.ts";

const SOURCE = fileURLToPath(new URL("../src", import.meta.url));
const CATALOGUE = fileURLToPath(new URL("../../server/messages", import.meta.url));

/** A file and everything that it imports; with `later`, also what is loaded after the first screen. */
function reachable(file: string, later: boolean, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  const path = [`${file}.tsx`, `${file}.ts`, `${file}/index.ts`].find((each) => exists(each));
  if (path === undefined || seen.has(path)) return seen;
  const code = readFileSync(path, "utf8").replace(/\/\*[^]*?\*\//g, ""); // examples in comments do not appear on any screen
  seen.set(path, code);
  const imports = later ? /(?:from|import\() ?"(\.[^"]*)"/g : /from "(\.[^"]*)"/g;
  for (const [, specifier = ""] of code.matchAll(imports)) reachable(join(dirname(path), specifier), later, seen);
  return seen;
}

function exists(path: string): boolean {
  try {
    return readFileSync(path).length > 0;
  } catch {
    return false;
  }
}

/** Files whose functions each screen uses with texts of its own: Today needs only moments of them at first. */
const SHARED = /(format|labels)\.tsx?$/;

/** Parts that are loaded later without the other texts of a patient: what was refused, a reply, a newer version of the sheet. */
const WITHOUT_MORE = /\/(stuck|unread-reply|offer)\.tsx$/;

// Today loads the texts of `today` and `core` at first: a key of another set would be on screen as it is.
test("everything that Today shows at first uses texts that Today has loaded", () => {
  const today = join(SOURCE, "screens/patient/today/today");
  const first = [...reachable(today, false)].filter(([path]) => !SHARED.test(path));
  const later = [...reachable(today, true)].filter(([path]) => WITHOUT_MORE.test(path));
  const uses = [...first, ...later].flatMap(([path, code]) =>
    [...code.matchAll(/["'`](patient\.[\w.-]*)(\$\{)?/g)].map(([, key = "", template]) => ({ path, key, template: template !== undefined })),
  );
  const known = Object.keys(slice(CATALOGUE, "en", "today"));
  const allowed = ({ key, template }: { key: string; template: boolean }): boolean =>
    template ? setsOf(key.replace(/[.-]$/, "")).includes("today") : known.some((text) => text === key || text.startsWith(`${key}.`));
  expect(later).toHaveLength(3); // the search itself works
  expect(uses.length).toBeGreaterThan(15);
  expect(uses.filter((use) => !allowed(use)).map(({ path, key }) => `${path.slice(SOURCE.length)}: ${key}`)).toEqual([]);
});

/** Sets whose texts Today never loads. */
const NEVER = ["practitioner", "author", "entrance", "clinic"];

test("what Today loads later uses texts that it loads with it", () => {
  const files = [...reachable(join(SOURCE, "screens/patient/today/today"), true)];
  const keys = files.flatMap(([, code]) => [...code.matchAll(/["'`]((?:patient|answer|practitioner|entrance|settings)\.[\w.-]*)/g)].map(([, key = ""]) => key));
  expect(keys.length).toBeGreaterThan(100);
  expect(keys.filter((key) => setsOf(key.replace(/[.-]$/, "")).some((set) => NEVER.includes(set)))).toEqual([]);
});

/** The keys of one set that screens use, with the files. */
function usesOf(set: string): readonly { file: string; key: string }[] {
  const screens = join(SOURCE, "screens");
  const files = readdirSync(screens, { recursive: true, withFileTypes: true }).filter((file) => file.isFile() && /(?<!\.test)\.tsx?$/.test(file.name));
  const uses = files.flatMap(({ parentPath, name }) =>
    [...readFileSync(join(parentPath, name), "utf8").matchAll(/["'`]((?:practitioner|settings)\.[\w.-]*)/g)].map(([, key = ""]) => ({ file: relative(screens, join(parentPath, name)), key })),
  );
  return uses.filter(({ key }) => setsOf(key.replace(/[.-]$/, "")).includes(set));
}

/** The files of a clinic's settings. */
const CLINIC = /^settings\/(clinic|clinic-form|clinic-log|clinic-logo|colleague|handover|member|opening-hours-field|presets|records|role-choice|team)\.tsx?$/;

// The screens of practitioners load without the texts for writing a sheet, those of authors load both; everybody's settings load
// without the texts of a clinic's.
test.each([
  ["author", /^author\//, 100],
  ["clinic", CLINIC, 30],
] as const)("only their own screens use the texts of %s", (set, own, least) => {
  const uses = usesOf(set);
  expect(uses.length).toBeGreaterThan(least); // the search itself works
  expect(uses.filter(({ file }) => !own.test(file)).map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
});

test.each(languagesIn(CATALOGUE))("every text in %s is in one set, or in two if both sides show it; those of the server and the manifest are in none", (language) => {
  const texts = JSON.parse(readFileSync(join(CATALOGUE, `${language}.json`), "utf8")) as Record<string, string>;
  const own = Object.keys(texts).filter((key) => !/^(server|manifest)\./.test(key));
  const sets = Object.keys(NAMESPACES).map((set) => Object.keys(slice(CATALOGUE, language, set)));
  const shown = own.flatMap((key) => ([...BOTH, ...CAMERA, ACTS].some((part) => `${key}.`.startsWith(`${part}.`)) ? [key, key] : [key]));
  expect(sets.flat().sort()).toEqual(shown.sort());
});
