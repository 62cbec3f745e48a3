/**
 * Which modules share a file. Left alone, the bundler makes a file of every module that two screens share: Today took 97
 * requests, most of them for less than 1 KB, and their headers alone weighed 70 KB. Left to merge what is small, it makes a
 * practitioner load parts of a patient's screens: that was a third of what they loaded.
 */
import type { Rolldown } from "vite";

/** What every screen needs: the entry, and the parts that screens are made of. With all that they import. */
const APP = /rolldown.runtime|\/src\/(main\.tsx|ui\/(?!charts|combobox|fonts|map|choice|switch|photo|one-time|index)\S+|state\/(async-action|loaded|problem-code)\.ts)$/;
/** The diary on the phone, as far as Today needs it; the entrance does, too. */
const STORE = /\/src\/(store\/\S+|sync\/sync-loop\.ts|state\/clock\.ts)$/;
/** What erases it: Today does not need that. */
const ERASE = /\/src\/(store\/erase|state\/owner)\.ts$/;
/** All that Today needs on a phone that has nothing yet: the sync fetches the diary. */
const TODAY = /\/src\/(screens\/patient\/today\/today\.tsx|state\/sync\.ts)$/;
/** Asked on Today when a practitioner leaves, with little more of the store than Today has. */
const HANDOVER = /\/src\/screens\/patient\/today\/handover\.tsx$/;

/** The texts of every screen and those of Today, as one file per language. */
const WORDS = /virtual:messages\/(\w+)\/(?:core|today)$/;

/** Bytes of source below which a file that screens share is merged with the next. */
const SMALL = 20_000;

/** The two screens that a practitioner begins with, and the diary in the second, which its patient can see before sharing. */
const QUEUE = /\/src\/screens\/practitioner\/queue\.tsx$/;
const REVIEW = /\/src\/screens\/practitioner\/review\.tsx$/;
const SHARED_DIARY = /\/src\/screens\/(practitioner\/review-body|patient\/share\/previewed-review)\.tsx$/;
/** The screens of patients, except that preview. */
const PATIENTS = /\/src\/screens\/(?!patient\/share\/previewed-review)(patient|entrance|camera|settings)\//;
/** Parts of the kit that both sides need. Who needs a part cannot be seen behind `ui/index.ts`, which everybody imports. */
const PARTS = /\/src\/ui\/(photo|choice)\.tsx$/;
const CHART = /\/src\/ui\/charts\/course-\w+\.tsx?$/;
const KIT = /\/src\/ui\/index\.ts$/;
/** What every start loads beside its first screen, on either side: the guards of answers, and then these. */
const GUARDS = /\/src\/api\/expected\.ts$/;
const PUSH = /\/src\/state\/push\.ts$/;
const FONTS = /\/src\/ui\/fonts\.css$/;

type IsNeeded = (by: RegExp) => boolean;

/** This name for the modules that pass the test, which may ask whether a screen needs them. */
function named(name: string, test: (isNeeded: IsNeeded, id: string) => boolean): Pick<Rolldown.CodeSplittingGroup, "name" | "debugName"> {
  return { name: (id, context) => (test((by) => imports(by, id, context), id) ? name : null), debugName: name };
}

/** Whether a screen imports this module, itself or through others. Parts that it loads later do not count. */
function imports(screen: RegExp, id: string, context: Rolldown.ChunkingContext, seen = new Set<string>()): boolean {
  if (seen.has(id) || KIT.test(id)) return false;
  seen.add(id);
  return screen.test(id) || (context.getModuleInfo(id)?.importers ?? []).some((other) => imports(screen, other, context, seen));
}

const byPractitioners = (isNeeded: IsNeeded): boolean => isNeeded(QUEUE) || isNeeded(REVIEW) || isNeeded(GUARDS);

/** The first that takes a module has it, with all that it imports. */
const inOrder: readonly Rolldown.CodeSplittingGroup[] = [
  { name: (id) => `words-${WORDS.exec(id)?.[1]}`, debugName: "words", test: WORDS },
  { name: "app", test: APP },
  // What practitioners need of Today is beside the store, so that they do not load Today for it.
  named("store", (isNeeded, id) => (isNeeded(TODAY) && (STORE.test(id) || byPractitioners(isNeeded))) || (STORE.test(id) && isNeeded(HANDOVER))),
  { name: "today", test: TODAY },
  { name: "guards", test: GUARDS },
  { name: "push", test: PUSH },
  { name: "fonts", test: FONTS },
  { name: "chart", test: CHART },
  named("both", (isNeeded, id) => PARTS.test(id) || (isNeeded(PATIENTS) && byPractitioners(isNeeded))),
  { name: "erase", test: ERASE },
  named("practice-words", (isNeeded) => isNeeded(QUEUE) && isNeeded(SHARED_DIARY)),
  { ...named("shared-diary", (isNeeded) => isNeeded(SHARED_DIARY)), minShareCount: 2 },
  { ...named("practice", (isNeeded) => isNeeded(QUEUE) || isNeeded(REVIEW)), minShareCount: 2 },
  { name: "shared", minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: SMALL },
];

export const groups: Rolldown.CodeSplittingGroup[] = inOrder.map((group, place) => ({ ...group, priority: inOrder.length - place }));

/** The bundler names a shared file after all screens that share it. */
export function chunkFileNames({ name }: { readonly name: string }): string {
  return `assets/${name.startsWith("shared~") ? "shared" : "[name]"}-[hash].js`;
}

export function assetFileNames({ names: [name = ""] }: { readonly names: readonly string[] }): string {
  return `assets/${name.startsWith("shared~") ? "shared" : "[name]"}-[hash][extname]`;
}
