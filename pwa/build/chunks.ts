/**
 * Which modules share a file. Left alone, the bundler makes a file of every module that two screens share: Today took 97
 * requests, most of them for less than 1 KB, and their headers alone weighed 70 KB. Left to merge what is small, it makes a
 * practitioner load parts of a patient's screens: that was a third of what they loaded.
 */
import type { Rolldown } from "vite";
import { ModuleNeeds } from "./module-needs.ts";

/** What every screen needs: the entry, and the parts that screens are made of. With all that they import. */
const APP = /rolldown.runtime|\/src\/(main\.tsx|ui\/(?!charts|combobox|fonts|map|choice|switch|photo|one-time|index)\S+|state\/(async-action|loaded|problem-code)\.ts)$/;
/** All that Today needs on a phone that has nothing yet: the sync fetches the diary. */
const TODAY = /\/src\/(screens\/patient\/today\/today\.tsx|state\/sync\.ts)$/;
/** The diary on the phone. What erases it is not there: Today does not need that. */
const STORE = /\/src\/(store\/(?!erase\.)\S+|sync\/sync-loop\.ts|state\/clock\.ts)$/;
const ERASE = /\/src\/(store\/erase|state\/owner)\.ts$/;
/** The grants: Today needs them later, to ask about a practitioner who leaves. */
const GRANTS = /\/src\/store\/sharing\.ts$/;

/** The texts of every screen and those of Today, as one file per language. */
const WORDS = /virtual:messages\/(\w+)\/(?:core|today)$/;

/** What every start loads beside its first screen, on either side. */
const BESIDE = /\/src\/(api\/expected\.ts|state\/(push|badge)\.ts|ui\/fonts\.css)$/;

/** The two screens that a practitioner begins with, and the diary in the second, which its patient can see before sharing. */
const QUEUE = /\/src\/screens\/practitioner\/queue\.tsx$/;
const REVIEW = /\/src\/screens\/practitioner\/review\.tsx$/;
const SHARED_DIARY = /\/src\/screens\/(practitioner\/review-body|patient\/share\/previewed-review)\.tsx$/;
/** The screens of patients, except that preview. */
const PATIENTS = /\/src\/screens\/(?!patient\/share\/previewed-review)(patient|entrance|camera|settings)\//;
/** Screens that have nothing to do with Today. The desk of authors is not among them: its preview runs Today. */
const WITHOUT_TODAY = /\/src\/(screens\/((practitioner|entrance|settings)\/|author\/(sheets|paste|compare)\.tsx$)|api\/expected\.ts$)/;
/** What practitioners alone need is not among what these screens need. */
const OTHERS = /\/src\/(screens\/(?!practitioner|author)\w+\/|main\.tsx$)/;
/** Parts of the kit that both sides need. */
const PARTS = /\/src\/ui\/(photo|choice)\.tsx$/;
const CHART = /\/src\/ui\/charts\/course-\w+\.tsx?$/;

type IsNeeded = (by: RegExp) => boolean;
type Test = (isNeeded: IsNeeded, id: string, needs: ModuleNeeds) => boolean;

const graphs = new WeakMap<Rolldown.ChunkingContext, ModuleNeeds>();

/** This name for the modules that pass the test, which may ask which screens need them. */
function named(name: string, test: Test): Pick<Rolldown.CodeSplittingGroup, "name" | "debugName"> {
  const of = (id: string, context: Rolldown.ChunkingContext): string | null => {
    const needs = graphs.get(context) ?? new ModuleNeeds(context);
    graphs.set(context, needs);
    return test((by) => needs.isNeeded(by, id), id, needs) ? name : null;
  };
  return { name: of, debugName: name };
}

/** What Today needs and others do, too: beside the store, so that they do not load Today for it. */
const isBesideStore = (isNeeded: IsNeeded): boolean => isNeeded(GRANTS) || (isNeeded(TODAY) && (isNeeded(STORE) || isNeeded(WITHOUT_TODAY)));
const isOfToday = (isNeeded: IsNeeded): boolean => isNeeded(TODAY) && !isNeeded(APP) && !isBesideStore(isNeeded);

/** Whether a module can do without Today. A file of only such modules does not load Today. */
const isFree: Test = (_, id, needs) => !needs.reaches((other) => isOfToday((by) => needs.isNeeded(by, other)), id);

/**
 * A file for the modules that the same screens share. One of less than so many bytes of source is merged with the next: each
 * file costs 400 bytes of headers, and what is merged is loaded by screens that do not need it.
 */
function shared(mergedBelow: number): Omit<Rolldown.CodeSplittingGroup, "name"> {
  return { minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: mergedBelow };
}

/** The first that takes a module has it, with all that it imports. */
const inOrder: readonly Rolldown.CodeSplittingGroup[] = [
  { name: (id) => `words-${WORDS.exec(id)?.[1]}`, debugName: "words", test: WORDS },
  { name: "app", test: APP },
  named("store", isBesideStore),
  { name: "today", test: TODAY },
  { name: "beside", test: BESIDE },
  { name: "chart", test: CHART },
  named("both", (isNeeded, id) => PARTS.test(id) || (isNeeded(PATIENTS) && (isNeeded(QUEUE) || isNeeded(REVIEW)))),
  { name: "erase", test: ERASE },
  named("practice-words", (isNeeded) => isNeeded(QUEUE) && isNeeded(SHARED_DIARY)),
  { ...named("shared-diary", (isNeeded) => isNeeded(SHARED_DIARY)), minShareCount: 2 },
  { ...named("practice", (isNeeded) => isNeeded(QUEUE) || isNeeded(REVIEW)), minShareCount: 2 },
  { ...named("shared", (isNeeded, id, needs) => isNeeded(OTHERS) && isFree(isNeeded, id, needs)), ...shared(6_000) },
  { ...named("clinics", isFree), ...shared(4_000) },
  { name: "patients", ...shared(20_000) },
];

export const groups: Rolldown.CodeSplittingGroup[] = inOrder.map((group, place) => ({ ...group, priority: inOrder.length - place }));

/** The bundler names a shared file after its group and all screens that share it. */
const fileName = (name: string): string => /^(shared|clinics|patients)~/.exec(name)?.[1] ?? "[name]";

export function chunkFileNames({ name }: { readonly name: string }): string {
  return `assets/${fileName(name)}-[hash].js`;
}

export function assetFileNames({ names: [name = ""] }: { readonly names: readonly string[] }): string {
  return `assets/${fileName(name)}-[hash][extname]`;
}
