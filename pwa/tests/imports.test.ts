import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SOURCE = fileURLToPath(new URL("../src", import.meta.url));

function sourceFiles(): string[] {
  return readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name) && !/\.test\.|\.d\.ts$/.test(file.name))
    .map((file) => join(file.parentPath, file.name));
}

/** The files that each file imports with a static import, type-only imports included. */
function importGraph(): ReadonlyMap<string, readonly string[]> {
  const files = sourceFiles();
  const resolve = (from: string, specifier: string): readonly string[] => {
    const path = join(dirname(from), specifier);
    return files.filter((file) => [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].includes(file));
  };
  const specifiers = (file: string): string[] =>
    [...readFileSync(file, "utf8").matchAll(/\bfrom "(\.[^"]*)"/g)].map(([, specifier]) => specifier ?? "");
  return new Map(files.map((file) => [file, specifiers(file).flatMap((specifier) => resolve(file, specifier))]));
}

/** The first cycle of imports that a depth-first search meets; empty without one. */
function importCycle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const finished = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (finished.has(file)) return [];
    for (const imported of graph.get(file) ?? []) {
      const cycle = visit(imported, [...path, file]);
      if (cycle.length) return cycle;
    }
    finished.add(file);
    return [];
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle.length) return cycle;
  }
  return [];
}

// eslint's no-cycle leaves type-only imports out; but two files that need each other's types belong together.
test("no file imports itself through others, not even for a type", () => {
  expect(importCycle(importGraph()).map((file) => relative(SOURCE, file))).toEqual([]);
});
