import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { languagesIn, NAMESPACES, setOf, slice } from "../build/messages.ts";

const SOURCE = fileURLToPath(new URL("../src", import.meta.url));
const CATALOGUE = fileURLToPath(new URL("../../server/messages", import.meta.url));

/** A file and everything that it imports, statically or not. */
function reachable(file: string, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  const path = [`${file}.tsx`, `${file}.ts`, `${file}/index.ts`].find((each) => exists(each));
  if (path === undefined || seen.has(path)) return seen;
  const code = readFileSync(path, "utf8").replace(/\/\*[^]*?\*\//g, ""); // examples in comments do not appear on any screen
  seen.set(path, code);
  for (const [, specifier = ""] of code.matchAll(/(?:from|import\() ?"(\.[^"]*)"/g)) reachable(join(dirname(path), specifier), seen);
  return seen;
}

function exists(path: string): boolean {
  try {
    return readFileSync(path).length > 0;
  } catch {
    return false;
  }
}

/**
 * The parts of Today that also load the patient's other texts: findings, acts, duties that were done and safety
 * corrections.
 */
const LATER = /^patient\.(finding|act|duty|correction)\./;

// Today loads the texts of `today` and `core`: a key of any other set would appear untranslated.
test("everything that Today shows uses texts that Today has loaded", () => {
  const files = [...reachable(join(SOURCE, "screens/patient/today/today"))];
  const uses = files.flatMap(([path, code]) =>
    [...code.matchAll(/["'`](patient\.[\w.-]*)(\$\{)?/g)].map(([, key = "", template]) => ({ path, key, template: template !== undefined })),
  );
  const known = Object.keys(slice(CATALOGUE, "en", "today"));
  const allowed = ({ key, template }: { key: string; template: boolean }): boolean =>
    template ? setOf(key.replace(/[.-]$/, "")) === "today" : known.some((text) => text === key || text.startsWith(`${key}.`));
  expect(uses.length).toBeGreaterThan(50); // the search itself works
  expect(uses.filter((use) => !LATER.test(use.key) && !allowed(use)).map(({ path, key }) => `${path.slice(SOURCE.length)}: ${key}`)).toEqual([]);
});

test.each(languagesIn(CATALOGUE))("every text in %s is in exactly one set, except those of the server and the manifest", (language) => {
  const texts = JSON.parse(readFileSync(join(CATALOGUE, `${language}.json`), "utf8")) as Record<string, string>;
  const own = Object.keys(texts).filter((key) => !/^(server|manifest)\./.test(key));
  const sets = Object.keys(NAMESPACES).map((set) => Object.keys(slice(CATALOGUE, language, set)));
  expect(sets.flat().sort()).toEqual(own.sort());
});
