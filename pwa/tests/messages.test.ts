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
/** Plural forms differ between languages; compare the keys that screens use. */
const base = (key: string): string => key.replace(/\.(zero|one|two|few|many|other)$/, "");
const spoken = (texts: Texts): string[] => [...new Set(Object.keys(texts).map(base))].sort();

describe.each(languagesIn(CATALOGUE))("the catalogue in %s", (language) => {
  const texts = textsOf(language);

  it("has the same keys as English", () => {
    expect(spoken(texts)).toEqual(spoken(english));
  });

  it("has the same placeholders as English", () => {
    const different = Object.keys(texts).filter((key) => {
      const original = english[key] ?? english[`${base(key)}.other`] ?? "";
      // "one day" may be worded without the number
      const missing = key.endsWith(".one") ? [] : placeholders(original).filter((name) => !placeholders(texts[key] ?? "").includes(name));
      return missing.length > 0 || placeholders(texts[key] ?? "").some((name) => !placeholders(original).includes(name) && name !== "{count}");
    });
    expect(different).toEqual([]);
  });

  it("has no empty text", () => {
    expect(Object.keys(texts).filter((key) => texts[key]?.trim() === "")).toEqual([]);
  });

  it("has every plural form of its language", () => {
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
    .replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, ""); // keys in comments do not count
}

/** The problem codes in the code of the server. */
function problemCodes(): string[] {
  const server = fileURLToPath(new URL("../../server", import.meta.url));
  const python = ["api", "usecases", "domain", "adapters"].flatMap((folder) => filesIn(join(server, folder), /\.py$/));
  return [...new Set([...python.join("\n").matchAll(/\bcode ?= ?"([a-z]+(?:-[a-z]+)*)"/g)].map(([, code]) => code ?? ""))].sort();
}

describe("the texts of problems", () => {
  it("every problem code of the server has a text", () => {
    expect(problemCodes()).toContain("link-used"); // the search itself works
    const base = ["error"]; // the code of the base class, which is never raised itself
    expect(problemCodes().filter((code) => !(`problem.${code}` in english) && !base.includes(code))).toEqual([]);
  });
});

describe("the texts of screens", () => {
  const code = sources();
  const namespace = `(?:${[...OURS].join("|")})`;
  const literals = new Set([...code.matchAll(new RegExp(`["'\`](${namespace}\\.[\\w.-]+)["'\`]`, "g"))].map(([, key]) => key ?? ""));
  const patterns = [...new Set([...code.matchAll(new RegExp(`\`(${namespace}\\.[\\w.-]*)\\$\\{[^\`]*\``, "g"))].map(([, prefix]) => prefix ?? ""))];
  const keys = spoken(english).filter((key) => OURS.has(key.split(".", 1)[0] ?? ""));

  it("every key in a screen is in the catalogue", () => {
    const known = new Set([...keys, ...Object.keys(english)]);
    expect([...literals].filter((key) => !known.has(key)).sort()).toEqual([]);
  });

  it("every text is used by some screen", () => {
    const used = (key: string): boolean => literals.has(key) || [...literals].some((literal) => base(literal) === key) || patterns.some((prefix) => key.startsWith(prefix));
    // Texts of problems are looked up by the server's code.
    expect(keys.filter((key) => !key.startsWith("problem.") && !used(key))).toEqual([]);
  });
});
