/**
 * Which files of a build the worker leaves out of its precache: those that only the screens of practitioners and of authors
 * need. A patient's phone never opens them, and they weigh almost a third of the app.
 */

/** A chunk of Vite's manifest: a file, and the names of the chunks that it loads. */
export interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}

/** The file that build/chunks.ts makes of the entry. Its dynamic imports are the screens and the texts. */
const ENTRY = /^_app-[\w-]+\.js$/;
/** What the entry loads for practitioners alone. Their review is not among it as such: the share preview shows its parts. */
const PRACTICE = /^src\/screens\/(practitioner|author)\/|^virtual:messages\/\w+\/(practitioner|author|clinic)$/;
/** The settings of a clinic, wherever they are loaded from. */
const CLINIC = /^src\/screens\/settings\/(clinic|clinic-log|colleague|handover|member|presets|records|team)\.tsx$/;

/** The paths of these files, sorted. Throws if the manifest has no entry or no such screens, because its names have changed. */
export function onDemandFiles(manifest: Readonly<Record<string, Chunk>>): string[] {
  const entry = Object.keys(manifest).filter((name) => ENTRY.test(name));
  const reached = new Set<string>();
  for (const name of entry) visit(manifest, name, reached);
  const precached = filesOf(manifest, reached);
  const onDemand = [...filesOf(manifest, Object.keys(manifest))].filter((file) => CODE.test(file) && !precached.has(file));
  if (entry.length === 0 || onDemand.length === 0) throw new Error("The manifest names no entry, or no screen that only practitioners need.");
  return onDemand.map((file) => `/${file}`).sort();
}

/** Style sheets of shared chunks have a row of their own in the manifest; fonts and pictures always stay in the precache. */
const CODE = /\.(js|css)$/;

function visit(manifest: Readonly<Record<string, Chunk>>, name: string, reached: Set<string>): void {
  const chunk = manifest[name];
  if (!chunk || reached.has(name)) return;
  reached.add(name);
  const later = (chunk.dynamicImports ?? []).filter((other) => !CLINIC.test(other) && !(ENTRY.test(name) && PRACTICE.test(other)));
  for (const other of [...(chunk.imports ?? []), ...later]) visit(manifest, other, reached);
}

function filesOf(manifest: Readonly<Record<string, Chunk>>, names: Iterable<string>): Set<string> {
  const chunks = [...names].map((name) => manifest[name]).filter((chunk) => chunk !== undefined);
  return new Set(chunks.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]));
}
