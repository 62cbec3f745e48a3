/**
 * A seeded sample for Stryker, which has none of its own: the reporter draws it as soon as Stryker knows all mutants,
 * and the checker rejects the others, so that no test runs for them.
 *
 * Mutants that do not compile are useless. The first draw is large enough to leave a full sample without them.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";

/** The first draw. It is in a file, because the checker runs in its own process. */
const DRAWN = "drawn.json";
const REPORT = "mutants.json";
const RESERVE = 2;

const size = Number(process.env.MUTANTS_SAMPLE);
const drawn = () => JSON.parse(readFileSync(DRAWN, "utf8"));

class SampleReporter {
  onMutationTestingPlanReady({ mutantPlans }) {
    const mutants = ranked(mutantPlans.map(({ mutant }) => mutant));
    writeFileSync(DRAWN, JSON.stringify(draw(size * RESERVE, mutants)));
  }

  onMutationTestReportReady({ files }) {
    const all = new Map(
      Object.entries(files).flatMap(([path, { source, mutants }]) =>
        mutants.map((mutant) => [mutant.id, { path, source, mutant }]),
      ),
    );
    const compiled = drawn().filter(({ id }) => all.get(id).mutant.status !== "CompileError");
    const sample = draw(size, compiled).map(({ id }) => described(all.get(id)));
    writeFileSync(REPORT, JSON.stringify({ population: all.size, sample }));
  }
}

class SampleChecker {
  async init() {}

  async group(mutants) {
    return [mutants.map(({ id }) => id)];
  }

  async check(mutants) {
    const ids = new Set(drawn().map(({ id }) => id));
    const status = (id) => (ids.has(id) ? "passed" : "compileError");
    return Object.fromEntries(mutants.map(({ id }) => [id, { status: status(id), reason: "not drawn" }]));
  }
}

/** Draw a sample with an equal share for every folder in src/, as `draw` in sampling.py does. */
function draw(wanted, mutants) {
  const folders = Object.values(grouped(mutants)).sort((one, other) => one.length - other.length);
  const sample = [];
  folders.forEach((inFolder, done) => {
    const share = Math.ceil((wanted - sample.length) / (folders.length - done));
    sample.push(...inFolder.sort((one, other) => (one.rank < other.rank ? -1 : 1)).slice(0, share));
  });
  return sample;
}

function grouped(mutants) {
  const folders = {};
  for (const mutant of mutants) (folders[mutant.folder] ??= []).push(mutant);
  return folders;
}

/** Rank by a hash of seed and name. A name has no line number, so an edit elsewhere keeps the sample. */
function ranked(mutants) {
  const seen = new Map();
  return mutants.map(({ id, fileName, mutatorName, replacement }) => {
    const path = relative(process.cwd(), fileName);
    const change = `${path} ${mutatorName} ${replacement}`;
    const nth = (seen.get(change) ?? 0) + 1;
    seen.set(change, nth);
    return { id, folder: path.split("/")[1], rank: rank(`${change} ${nth}`) };
  });
}

const rank = (name) => createHash("sha256").update(`${process.env.MUTANTS_SEED} ${name}`).digest("hex");

/** Return the mutant as phone.py reads it, with whole changed lines. Stryker's lines and columns begin at 1. */
function described({ path, source, mutant: { status, replacement, location } }) {
  const { start, end } = location;
  const lines = source.split("\n").slice(start.line - 1, end.line);
  const after = lines[0].slice(0, start.column - 1) + replacement + lines.at(-1).slice(end.column - 1);
  return { path: `pwa/${path}`, status, before: lines.join("\n").trim(), after: after.trim() };
}

export const strykerPlugins = [
  { kind: "Reporter", name: "sample", injectableClass: SampleReporter },
  { kind: "Checker", name: "sample", injectableClass: SampleChecker },
];
