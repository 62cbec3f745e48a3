/**
 * A stylesheet stays in the document after its screen was left, so two screens may not style the same class: a person who came
 * from the sign-in would see its rainbow behind every day of the diary.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SOURCE = fileURLToPath(new URL("../src", import.meta.url));
/** A rule about the class itself, wherever it stands: `.day`, and not `.card .day`, `.day.is-open` or `.day:has(img)`. */
const OWN = /^\.([\w-]+)$/;

function withoutPrint(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/@media print \{(?:[^{}]*\{(?:[^{}]|\{[^{}]*\})*\})*[^{}]*\}/g, "");
}

/** The classes that a stylesheet styles by themselves; what it only hides on paper does not count. */
function ownClasses(css: string): string[] {
  const selectors = [...withoutPrint(css).matchAll(/([^{}]+)\{/g)].flatMap(([, list = ""]) => list.split(","));
  return selectors.flatMap((selector) => OWN.exec(selector.trim())?.slice(1) ?? []);
}

/** Where each class that several stylesheets style is styled. */
function styledTwice(sheets: readonly (readonly [string, string])[]): Record<string, string[]> {
  const places = new Map<string, Set<string>>();
  for (const [file, css] of sheets) for (const name of ownClasses(css)) places.set(name, (places.get(name) ?? new Set()).add(file));
  return Object.fromEntries([...places].filter(([, files]) => files.size > 1).map(([name, files]) => [name, [...files]]));
}

function stylesheets(): (readonly [string, string])[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".css"));
  return files.map((file) => [relative(SOURCE, join(SOURCE, file)), readFileSync(join(SOURCE, file), "utf8")] as const);
}

/** The author's preview is a document of its own, in a frame. */
const FRAMED = "screens/author/phone/phone.css";
/** `desk.css` tells the map of answers how tall the desk's bars are, and lays out nothing of it. */
const LENDS_SIZES = ["heat__map"];
/** Shared layout: `kit.css` refines what `base.css` begins, `motion.css` moves what a screen lays out; both are always loaded, or add nothing but motion. */
const SHARED = ["ui/base.css", "ui/kit.css", "ui/motion.css"];

it("no class is styled by the stylesheets of two screens", () => {
  const sheets = stylesheets();
  expect(sheets.length).toBeGreaterThan(20);
  const twice = styledTwice(sheets.filter(([file]) => ![...SHARED, FRAMED].includes(file)));
  expect(Object.keys(twice).filter((name) => !LENDS_SIZES.includes(name)).map((name) => ({ [name]: twice[name] }))).toEqual([]);
});

it("no screen styles a class of the kit anew", () => {
  const kit = new Set(stylesheets().filter(([file]) => file === "ui/base.css" || file === "ui/kit.css").flatMap(([, css]) => ownClasses(css)));
  const anew = stylesheets().filter(([file]) => ![...SHARED, FRAMED].includes(file)).flatMap(([file, css]) => ownClasses(css).filter((name) => kit.has(name)).map((name) => `${file}: .${name}`));
  expect(anew).toEqual([]);
});

it("finds a class that two stylesheets style, and lets one refine its own", () => {
  const twice = styledTwice([["a.css", ".day { color: red; } .card .day { margin: 0; }"], ["b.css", "@media (width > 9rem) { .day, .month { gap: 0; } }"], ["c.css", ".week .day { top: 0; }"]]);
  expect(twice).toEqual({ day: ["a.css", "b.css"] });
});

it("lets a stylesheet hide on paper what another styles", () => {
  expect(ownClasses("@media print { .day { display: none; } .week { top: 0; } } .month { top: 0; }")).toEqual(["month"]);
});
