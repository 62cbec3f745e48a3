/** The catalogue on screen: one language at a time, loaded in sets. */

import { computed, signal } from "@preact/signals";
import { loaders } from "virtual:messages";
import { LANGUAGE_CACHE, LANGUAGE_PATH } from "../domain/worker-language";
import { format } from "./format";
import type { MessageKey, MessageSet, Values } from "./keys";
import { localeOf } from "./locale";

export type { MessageKey, MessageSet, Values } from "./keys";

const STORED_LANGUAGE = "afterglow.language";
/** The language of the account that was last signed in here, for the time before the account is known again. */
const ACCOUNT_LANGUAGE = "afterglow.account-language";
const texts = signal<Readonly<Record<string, string>>>({});
const neededSets = new Set<MessageSet>();
const loadedSets = new Map<string, Readonly<Record<string, string>>>();

/** The languages that have a catalogue, as ISO codes. */
export const languages: readonly string[] = Object.keys(loaders);

/** The language on screen. */
export const language = signal(firstLanguage());

/** For dates and numbers: the language on screen, in the browser's region. */
export const locale = computed(() => localeOf(language.value, navigator.languages));

function firstLanguage(): string {
  const candidates = [stored(STORED_LANGUAGE), stored(ACCOUNT_LANGUAGE), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return candidates.find((code) => code !== null && code in loaders) ?? "en";
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage may be blocked; fall back to the browser's language
  }
}

/** Load these sets of the catalogue in the language on screen. Rejects if one cannot be loaded. */
export async function loadMessages(...sets: MessageSet[]): Promise<void> {
  await show(language.value, sets);
}

/** Show the language that the person's account names, unless one was chosen on this device. */
export async function suggestLanguage(code: string): Promise<void> {
  if (!(code in loaders)) return;
  remember(ACCOUNT_LANGUAGE, code);
  if (stored(STORED_LANGUAGE) !== null) return;
  await show(code, [...neededSets]);
  await storeForWorker(code);
}

/** Change the language of every screen, and remember it on this device. Languages without a catalogue are ignored. */
export async function setLanguage(code: string): Promise<void> {
  if (!(code in loaders)) return;
  await show(code, [...neededSets]);
  remember(STORED_LANGUAGE, code);
  await storeForWorker(code);
}

function remember(key: string, code: string): void {
  try {
    localStorage.setItem(key, code);
  } catch {
    // not remembered, but shown
  }
}

/** Notifications without a text of their own are shown in this language, or else in the browser's. */
async function storeForWorker(code: string): Promise<void> {
  try {
    await (await caches.open(LANGUAGE_CACHE)).put(LANGUAGE_PATH, new Response(code));
  } catch {
    // a browser without the Cache API has no service worker either
  }
}

async function show(code: string, sets: readonly MessageSet[]): Promise<void> {
  await Promise.all(sets.map((set) => loadSet(code, set)));
  for (const set of sets) neededSets.add(set);
  // Two sets may load at once: show everything that has arrived so far.
  texts.value = Object.assign({}, ...[...neededSets].map((set) => loadedSets.get(`${code}/${set}`))) as Record<string, string>;
  language.value = code;
  document.documentElement.lang = code;
  document.querySelector('link[rel="manifest"]')?.setAttribute("href", `/manifest.${code}.webmanifest`);
}

async function loadSet(code: string, set: MessageSet): Promise<void> {
  const name = `${code}/${set}`;
  if (!loadedSets.has(name)) loadedSets.set(name, (await loaders[code]?.[set]()) ?? {});
}

/**
 * The text of a key in the language on screen: `t("patient.days", { count: 3 })`. Components that call it re-render on
 * a change.
 */
export function t(key: MessageKey, values?: Values): string {
  return format(texts.value, locale.value, key, values) ?? key;
}

/** What a problem code means and what to do about it; a general sentence for a code that this version does not know. */
export function problemText(code: string): string {
  const text = (key: string): string | undefined => format(texts.value, language.value, key);
  return text(`problem.${code}`) ?? text("problem.unknown") ?? t("common.failed.title"); // the last text applies while the others are still loading
}
