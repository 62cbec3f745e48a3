/** The budgets of a build, and which files count: `npm run size` (build/size.js) on builds made up for this test. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Chunk } from "../build/on-demand.ts";

type Manifest = Readonly<Record<string, Chunk>>;

const SIZE = fileURLToPath(new URL("../build/size.js", import.meta.url));

const MANIFEST: Manifest = {
  "_app-1.js": { file: "assets/app-1.js", css: ["assets/app-1.css"] },
  "_store-1.js": { file: "assets/store-1.js", imports: ["_app-1.js"] },
  "_today-1.js": { file: "assets/today-1.js", imports: ["_app-1.js", "_store-1.js"] },
  "_words-de-1.js": { file: "assets/words-de-1.js" },
  "_words-en-1.js": { file: "assets/words-en-1.js" },
  "_practice-1.js": { file: "assets/practice-1.js", css: ["assets/practice-1.css"], imports: ["_app-1.js", "_store-1.js", "_missing-1.js"] },
  "_beside-1.js": { file: "assets/beside-1.js", css: ["assets/beside-1.css"], imports: ["_app-1.js"] },
  "src/screens/practitioner/queue.tsx": { file: "assets/queue-1.js", imports: ["_practice-1.js"] },
  "src/screens/practitioner/review.tsx": { file: "assets/review-1.js", css: ["assets/review-1.css"], imports: ["_practice-1.js"] },
  "src/screens/practitioner/record.tsx": { file: "assets/record-1.js", imports: ["_practice-1.js"] },
  ...texts("de"),
  ...texts("en"),
};

function texts(language: string): Manifest {
  const sets = ["practitioner", "review", "problems", "author"];
  return Object.fromEntries(sets.map((set) => [`virtual:messages/${language}/${set}`, { file: `assets/${set}-${language}.js` }]));
}

const START = ["assets/app-1.css", "assets/app-1.js", "assets/words-de-1.js", "index.html"];
const OVERVIEW = [
  ...["assets/beside-1.css", "assets/beside-1.js", "assets/practice-1.css", "assets/practice-1.js", "assets/practitioner-de.js", "assets/problems-de.js"],
  ...["assets/queue-1.js", "assets/review-de.js", "assets/store-1.js"],
];
const KB = 1024;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "afterglow-size-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Checked {
  readonly status: number | null;
  readonly printed: string;
  readonly failure: string;
}

/** Check a build of files of 1 KB but for these; German is the longer language. */
function check(manifest: Manifest, sizes: Readonly<Record<string, number>> = {}): Checked {
  for (const each of ["assets", ".vite"]) mkdirSync(join(folder, each));
  const files = ["index.html", ...Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css])];
  const write = (file: string): void => ["", ".br", ".gz"].forEach((ending) => writeFileSync(join(folder, file + ending), "x".repeat(sizes[file] ?? (/-de/.test(file) ? 2 : 1) * KB)));
  files.forEach(write);
  writeFileSync(join(folder, "assets/font.woff2"), "font");
  writeFileSync(join(folder, "sw.js"), "self");
  writeFileSync(join(folder, ".vite/manifest.json"), JSON.stringify(manifest));
  const { status, stdout: printed, stderr: failure } = spawnSync(process.execPath, [SIZE, folder], { encoding: "utf8" });
  return { status, printed, failure };
}

/** The files that the check has listed under a title, sorted. */
function listed({ printed }: Checked, title: string): readonly string[] {
  const lines = printed.split("\n");
  const from = lines.indexOf(title) + 1;
  const files = lines.slice(from).map((line) => /^ +\d+ {2}(\S+)$/.exec(line)?.[1]);
  return files.slice(0, files.indexOf(undefined)).filter((file) => file !== undefined).sort();
}

describe("the files that count", () => {
  it("are those of the entry, of Today and of the heaviest language for a patient; of the overview, then of the review for a practitioner", () => {
    const checked = check(MANIFEST);
    expect(listed(checked, "first load, patient, brotli")).toEqual([...START, "assets/store-1.js", "assets/today-1.js"].sort());
    expect(listed(checked, "overview, practitioner, gzip")).toEqual([...START, ...OVERVIEW].sort());
    expect(listed(checked, "review after it, gzip")).toEqual(["assets/review-1.css", "assets/review-1.js"]);
    expect(checked).toMatchObject({ status: 0, printed: expect.not.stringContaining("OVER") as string });
  });

  it("are not those of a screen that is opened from there", () => {
    expect(check(MANIFEST, { "assets/record-1.js": 200 * KB, "assets/author-de.js": 200 * KB }).status).toBe(0);
  });

  it.each(["_app-1.js", "_today-1.js", "_beside-1.js", "src/screens/practitioner/review.tsx", "virtual:messages/de/problems"])("cannot be told without %s", (missing) => {
    const { status, failure } = check(Object.fromEntries(Object.entries(MANIFEST).filter(([name]) => name !== missing)));
    expect(status).toBe(1);
    expect(failure).toContain("nothing to measure");
  });
});

describe("the check fails", () => {
  it.each([
    ["the review", "assets/review-1.css", "overview and review, practitioner, gzip"],
    ["a text of theirs", "assets/practitioner-en.js", "overview and review, practitioner, gzip"],
    ["what they share", "assets/practice-1.js", "overview, practitioner, gzip"],
  ])("if %s outgrows the practitioner's budget", (_, file, budget) => {
    const { status, printed } = check(MANIFEST, { [file]: 120 * KB });
    expect(status).toBe(1);
    expect(printed).toMatch(new RegExp(`OVER +${budget}: \\d+ of 122880 bytes`));
    expect(printed).toMatch(/fits +first load, patient/);
  });

  it("if Today outgrows the patient's", () => {
    const { status, printed } = check(MANIFEST, { "assets/today-1.js": 72 * KB });
    expect(status).toBe(1);
    expect(printed).toMatch(/OVER +first load, patient, brotli: \d+ of 73728 bytes/);
    expect(printed).toMatch(/fits +overview and review, practitioner/);
  });

  it("if a practitioner loads Today, however small it is", () => {
    const { status, printed } = check({ ...MANIFEST, "_beside-1.js": { file: "assets/beside-1.js", imports: ["_today-1.js"] } });
    expect(status).toBe(1);
    expect(printed).toContain("OVER  Today in the practitioner's load: 1 of 0 bytes");
  });
});
