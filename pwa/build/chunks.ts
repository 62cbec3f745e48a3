/**
 * Which modules share a file. Left alone, the bundler makes a file of every module that two screens share: Today took 97
 * requests, most of them for less than 1 KB, and their headers alone weighed 70 KB.
 */
import type { Rolldown } from "vite";

/** What every screen needs: the entry, and the parts that screens are made of. With all that they import. */
const APP = /rolldown.runtime|\/src\/(main\.tsx|ui\/(?!charts|combobox|fonts|map|choice|switch|photo|one-time|index)\S+|state\/(async-action|loaded|problem-code)\.ts)$/;
/** The diary on the phone, which the entrance needs, too. */
const STORE = /\/src\/(store\/(?!desk|drafts|pasted|restored|sheets)\S+|state\/(clock|owner)\.ts)$/;
/** All that Today needs on a phone that has nothing yet: the sync fetches the diary. */
const TODAY = /\/src\/(screens\/patient\/today\/today\.tsx|state\/sync\.ts)$/;

/** The texts of every screen and those of Today, as one file per language. */
const WORDS = /virtual:messages\/(\w+)\/(?:core|today)$/;

/** Bytes of source below which a file that screens share is merged with the next. */
const SMALL = 20_000;

export const groups: Rolldown.CodeSplittingGroup[] = [
  { name: (id) => `words-${WORDS.exec(id)?.[1]}`, test: WORDS, priority: 5 },
  { name: "app", test: APP, priority: 4 },
  { name: "store", test: STORE, priority: 3 },
  { name: "today", test: TODAY, priority: 2 },
  { name: "shared", minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: SMALL, priority: 1 },
];

/** The bundler names a shared file after all screens that share it. */
export function chunkFileNames({ name }: { readonly name: string }): string {
  return `assets/${name.startsWith("shared~") ? "shared" : "[name]"}-[hash].js`;
}

export function assetFileNames({ names: [name = ""] }: { readonly names: readonly string[] }): string {
  return `assets/${name.startsWith("shared~") ? "shared" : "[name]"}-[hash][extname]`;
}
