import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { languagesIn, NAMESPACES } from "../build/messages.ts";

const CATALOGUE = fileURLToPath(new URL("../../server/messages", import.meta.url));
const SOURCE = fileURLToPath(new URL("../src", import.meta.url));
const OURS = new Set(Object.values(NAMESPACES).flat());

type Texts = Readonly<Record<string, string>>;
const textsOf = (language: string): Texts => JSON.parse(readFileSync(join(CATALOGUE, `${language}.json`), "utf8")) as Texts;
const english = textsOf("en");
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
/** Plural forms differ between languages; what is compared is the key that a screen says. */
const base = (key: string): string => key.replace(/\.(zero|one|two|few|many|other)$/, "");
const spoken = (texts: Texts): string[] => [...new Set(Object.keys(texts).map(base))].sort();

describe.each(languagesIn(CATALOGUE))("the catalogue in %s", (language) => {
  const texts = textsOf(language);

  it("says everything that English says, and nothing else", () => {
    expect(spoken(texts)).toEqual(spoken(english));
  });

  it("fills the same placeholders as English", () => {
    const different = Object.keys(texts).filter((key) => {
      const original = english[key] ?? english[`${base(key)}.other`] ?? "";
      // "one day" may be said without its number
      const missing = key.endsWith(".one") ? [] : placeholders(original).filter((name) => !placeholders(texts[key] ?? "").includes(name));
      return missing.length > 0 || placeholders(texts[key] ?? "").some((name) => !placeholders(original).includes(name) && name !== "{count}");
    });
    expect(different).toEqual([]);
  });

  it("leaves no text empty", () => {
    expect(Object.keys(texts).filter((key) => texts[key]?.trim() === "")).toEqual([]);
  });

  it("has every plural form that its language needs", () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = Object.keys(texts).filter((key) => key.endsWith(".other") && `${base(key)}.one` in english).map(base);
    expect(plurals.flatMap((key) => needed.filter((form) => !(`${key}.${form}` in texts)).map((form) => `${key}.${form}`))).toEqual([]);
  });
});

function filesIn(folder: string, names: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && names.test(file.name) && !file.name.includes(".test."))
    .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
}

function sources(): string {
  return filesIn(SOURCE, /\.tsx?$/)
    .join("\n")
    .replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, ""); // a comment says nothing to anybody on screen
}

/** Every code that the server can answer with. */
function problemCodes(): string[] {
  const server = fileURLToPath(new URL("../../server", import.meta.url));
  const python = ["api", "usecases", "domain", "adapters"].flatMap((folder) => filesIn(join(server, folder), /\.py$/));
  return [...new Set([...python.join("\n").matchAll(/\bcode ?= ?"([a-z]+(?:-[a-z]+)*)"/g)].map(([, code]) => code ?? ""))].sort();
}

describe("the words and the problems", () => {
  it("every problem of the server says what to do", () => {
    expect(problemCodes()).toContain("link-used"); // the search itself works
    const base = ["error"]; // the class that the others stand on, never raised itself
    expect(problemCodes().filter((code) => !(`problem.${code}` in english) && !base.includes(code))).toEqual([]);
  });
});

describe("the words and the screens", () => {
  const code = sources();
  const namespace = `(?:${[...OURS].join("|")})`;
  const literals = new Set([...code.matchAll(new RegExp(`["'\`](${namespace}\\.[\\w.-]+)["'\`]`, "g"))].map(([, key]) => key ?? ""));
  const patterns = [...new Set([...code.matchAll(new RegExp(`\`(${namespace}\\.[\\w.-]*)\\$\\{[^\`]*\``, "g"))].map(([, prefix]) => prefix ?? ""))];
  const keys = spoken(english).filter((key) => OURS.has(key.split(".", 1)[0] ?? ""));

  it("a screen says no key that the catalogue does not have", () => {
    const known = new Set([...keys, ...Object.keys(english)]);
    expect([...literals].filter((key) => !known.has(key)).sort()).toEqual([]);
  });

  it("no text stands there unused", () => {
    const used = (key: string): boolean => literals.has(key) || [...literals].some((literal) => base(literal) === key) || patterns.some((prefix) => key.startsWith(prefix));
    // What to do about a problem is looked up by the server's code.
    expect(keys.filter((key) => !key.startsWith("problem.") && !used(key))).toEqual([]);
  });
});
