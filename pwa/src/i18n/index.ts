import { computed, signal } from "@preact/signals";
import { loaders } from "virtual:messages";
import type { MessageKey, MessageSet, Values } from "./keys";
import { format } from "./format";

export type { MessageKey, MessageSet, Values } from "./keys";

const STORED = "afterglow.language";
const texts = signal<Readonly<Record<string, string>>>({});
const neededSets = new Set<MessageSet>();
const loadedSets = new Map<string, Readonly<Record<string, string>>>();

/** The languages that have a catalogue, as ISO codes. */
export const languages: readonly string[] = Object.keys(loaders);

/** The language on screen now. */
export const language = signal(firstLanguage());

/** For dates and numbers, `date.toLocaleString(locale.value)`: the language on screen, in the phone's own region if it has one. */
export const locale = computed(() => navigator.languages.find((tag) => tag.startsWith(language.value)) ?? language.value);

function firstLanguage(): string {
  const candidates = [stored(), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return candidates.find((code) => code !== null && code in loaders) ?? "en";
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null; // storage may be blocked; the browser's language will do
  }
}

/** Makes sure that these parts of the catalogue are here before a screen is shown. */
export async function loadMessages(...sets: MessageSet[]): Promise<void> {
  await show(language.value, sets);
}

/** The language that somebody has told elsewhere, for a phone on which none has been chosen yet. */
export async function suggestLanguage(code: string): Promise<void> {
  if (stored() === null && code in loaders) await show(code, [...neededSets]);
}

/** Changes the language everywhere, and remembers it on this device. */
export async function setLanguage(code: string): Promise<void> {
  if (!(code in loaders)) return;
  await show(code, [...neededSets]);
  try {
    localStorage.setItem(STORED, code);
  } catch {
    // not remembered, still spoken
  }
}

async function show(code: string, sets: readonly MessageSet[]): Promise<void> {
  await Promise.all(sets.map((set) => loadSet(code, set)));
  for (const set of sets) neededSets.add(set);
  // Two parts may have been on their way at once: what is here by now is what is shown.
  texts.value = Object.assign({}, ...[...neededSets].map((set) => loadedSets.get(`${code}/${set}`))) as Record<string, string>;
  language.value = code;
  document.documentElement.lang = code;
}

async function loadSet(code: string, set: MessageSet): Promise<void> {
  const name = `${code}/${set}`;
  if (!loadedSets.has(name)) loadedSets.set(name, (await loaders[code]?.[set]()) ?? {});
}

/** The text of a key in the language on screen: `t("patient.days", { count: 3 })`. Components that call it follow a change. */
export function t(key: MessageKey, values?: Values): string {
  return format(texts.value, locale.value, key, values) ?? key;
}

/** What to do about a problem, by the server's stable code; a plain sentence for codes that this version does not know. */
export function problemText(code: string): string {
  const text = (key: string): string | undefined => format(texts.value, language.value, key);
  return text(`problem.${code}`) ?? text("problem.unknown") ?? t("common.failed.title"); // the last: not loaded yet
}
