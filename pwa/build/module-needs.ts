/** Which modules screens need, by the graph of imports: what a screen imports, itself or through others. Parts that it loads later do not count. */
import type { Rolldown } from "vite";

/** What everybody imports the kit through. Who needs a part of the kit cannot be told from it. */
const KIT = /\/src\/ui\/index\.ts$/;

/** The graph of one build. It has no cycles (tests/imports.test.ts). */
export class ModuleNeeds {
  private readonly context: Rolldown.ChunkingContext;
  private readonly answers = new Map<RegExp, Map<string, boolean>>();

  constructor(context: Rolldown.ChunkingContext) {
    this.context = context;
  }

  /** Whether a module whose name matches imports this one, or is it. */
  isNeeded(by: RegExp, id: string): boolean {
    const known = this.answersFor(by);
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, false); // packages may have cycles
    const importers = KIT.test(id) ? [] : (this.context.getModuleInfo(id)?.importers ?? []);
    const isNeeded = by.test(id) || importers.some((other) => this.isNeeded(by, other));
    known.set(id, isNeeded);
    return isNeeded;
  }

  /** Whether this module imports one that passes the test, itself or through others. */
  reaches(test: (id: string) => boolean, id: string, seen = new Set<string>()): boolean {
    if (seen.has(id)) return false;
    seen.add(id);
    return test(id) || (this.context.getModuleInfo(id)?.importedIds ?? []).some((other) => this.reaches(test, other, seen));
  }

  private answersFor(by: RegExp): Map<string, boolean> {
    const known = this.answers.get(by) ?? new Map<string, boolean>();
    this.answers.set(by, known);
    return known;
  }
}
