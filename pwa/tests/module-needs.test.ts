/** Who needs a module, by the graph of imports: build/chunks.ts divides the app by it. */
import type { Rolldown } from "vite";
import { expect, it } from "vitest";
import { ModuleNeeds } from "../build/module-needs.ts";

/** Which modules each module imports. */
const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  "/src/today.tsx": ["/src/course.ts", "/src/ui/index.ts"],
  "/src/queue.tsx": ["/src/row.tsx", "/src/ui/index.ts"],
  "/src/row.tsx": ["/src/dates.ts"],
  "/src/course.ts": ["/src/dates.ts", "/package/a.js"],
  "/src/ui/index.ts": ["/src/ui/photo.tsx"],
  "/package/a.js": ["/package/b.js"],
  "/package/b.js": ["/package/a.js"],
};
const TODAY = /today\.tsx$/;
const QUEUE = /queue\.tsx$/;

const info = (id: string) => ({ importedIds: IMPORTS[id] ?? [], importers: Object.keys(IMPORTS).filter((name) => IMPORTS[name]?.includes(id)) });
const needs = (): ModuleNeeds => new ModuleNeeds({ getModuleInfo: (id) => (id === "/unknown" ? null : (info(id) as Rolldown.ModuleInfo)) });

it("a module is needed by itself and by all that import it, directly or through others", () => {
  const both = (id: string) => [TODAY, QUEUE].map((screen) => needs().isNeeded(screen, id));
  expect(["/src/today.tsx", "/src/course.ts", "/src/row.tsx", "/src/dates.ts", "/package/b.js", "/unknown"].map(both)).toEqual([[true, false], [true, false], [false, true], [true, true], [true, false], [false, false]]);
});

it("a part of the kit is needed by nobody who imports the whole kit", () => {
  expect([TODAY, QUEUE].map((screen) => needs().isNeeded(screen, "/src/ui/photo.tsx"))).toEqual([false, false]);
});

it("gives the same answer again", () => {
  const graph = needs();
  expect([1, 2].map(() => graph.isNeeded(TODAY, "/src/dates.ts"))).toEqual([true, true]);
});

it("a module reaches what it imports, and its packages may have cycles", () => {
  const reaches = (id: string, what: RegExp): boolean => needs().reaches((other) => what.test(other), id);
  expect([reaches("/src/today.tsx", /dates/), reaches("/src/row.tsx", /course/), reaches("/src/course.ts", /nothing/)]).toEqual([true, false, false]);
});
