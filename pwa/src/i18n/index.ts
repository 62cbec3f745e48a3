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

/** The locale for dates and numbers: the language on screen with the region of the phone, if the phone uses that language. */
export const locale = computed(() => navigator.languages.find((tag) => tag.startsWith(language.value)) ?? language.value);

function firstLanguage(): string {
  const candidates = [stored(), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return candidates.find((code) => code !== null && code in loaders) ?? "en";
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null; // storage may be blocked; fall back to the browser's language
  }
}

/** Load these parts of the catalogue; call it before showing a screen that needs them. */
export async function loadMessages(...sets: MessageSet[]): Promise<void> {
  await show(language.value, sets);
}

/** Use the language of the person's account, unless a language has been chosen on this phone. */
export async function suggestLanguage(code: string): Promise<void> {
  if (stored() === null && code in loaders) await show(code, [...neededSets]);
}

/** Change the language of the app and remember it on this device. */
export async function setLanguage(code: string): Promise<void> {
  if (!(code in loaders)) return;
  await show(code, [...neededSets]);
  try {
    localStorage.setItem(STORED, code);
  } catch {
    // storage is blocked: the choice lasts until the app is closed
  }
}

async function show(code: string, sets: readonly MessageSet[]): Promise<void> {
  await Promise.all(sets.map((set) => loadSet(code, set)));
  for (const set of sets) neededSets.add(set);
  // Several calls may load parts at the same time: show every part that has arrived by now.
  texts.value = Object.assign({}, ...[...neededSets].map((set) => loadedSets.get(`${code}/${set}`))) as Record<string, string>;
  language.value = code;
  document.documentElement.lang = code;
}

async function loadSet(code: string, set: MessageSet): Promise<void> {
  const name = `${code}/${set}`;
  if (!loadedSets.has(name)) loadedSets.set(name, (await loaders[code]?.[set]()) ?? {});
}

/** The text of a key in the language on screen: `t("patient.days", { count: 3 })`. Components that call it re-render when the
 * language changes. */
export function t(key: MessageKey, values?: Values): string {
  return format(texts.value, locale.value, key, values) ?? key;
}

/** The text for a problem code; a general sentence for codes that this version does not know. */
export function problemText(code: string): string {
  const text = (key: string): string | undefined => format(texts.value, language.value, key);
  return text(`problem.${code}`) ?? text("problem.unknown") ?? t("common.failed.title"); // the last one while the texts are still loading
}
