import { computed, signal } from "@preact/signals";
import { loaders } from "virtual:messages";
import type { MessageKey, MessageSet, Values } from "./keys";
import { say } from "./say";

export type { MessageKey, MessageSet, Values } from "./keys";

const STORED = "afterglow.language";
const texts = signal<Readonly<Record<string, string>>>({});
const wanted = new Set<MessageSet>(["core"]);
const loaded = new Map<string, Promise<Readonly<Record<string, string>>>>();

/** The languages that have a catalogue, as ISO codes. */
export const languages: readonly string[] = Object.keys(loaders);

/** The language on screen now. */
export const language = signal(firstLanguage());

/** For dates and numbers, `date.toLocaleString(locale.value)`: the language on screen, in the phone's own region if it has one. */
export const locale = computed(() => navigator.languages.find((tag) => tag.startsWith(language.value)) ?? language.value);

function firstLanguage(): string {
  const wishes = [stored(), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wishes.find((code) => code !== null && code in loaders) ?? "en";
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null; // storage may be blocked; the browser's language will do
  }
}

/** Makes sure that these parts of the catalogue are here before a screen is shown. */
export async function needTexts(...sets: MessageSet[]): Promise<void> {
  for (const set of sets) wanted.add(set);
  await show(language.value);
}

/** The language that somebody has told elsewhere, for a phone on which none has been chosen yet. */
export async function suggestLanguage(code: string): Promise<void> {
  if (stored() === null && code in loaders) await show(code);
}

/** Changes the language everywhere, and remembers it on this device. */
export async function speak(code: string): Promise<void> {
  if (!(code in loaders)) return;
  await show(code);
  try {
    localStorage.setItem(STORED, code);
  } catch {
    // not remembered, still spoken
  }
}

async function show(code: string): Promise<void> {
  const parts = await Promise.all([...wanted].map((set) => part(code, set)));
  texts.value = Object.assign({}, ...parts) as Record<string, string>;
  language.value = code;
  document.documentElement.lang = code;
}

function part(code: string, set: MessageSet): Promise<Readonly<Record<string, string>>> {
  const name = `${code}/${set}`;
  const running = loaded.get(name) ?? (loaders[code]?.[set]() ?? Promise.resolve({}));
  loaded.set(name, running);
  running.catch(() => loaded.delete(name)); // a failed load may be tried again
  return running;
}

/** The text of a key in the language on screen: `t("patient.days", { count: 3 })`. Components that call it follow a change. */
export function t(key: MessageKey, values?: Values): string {
  return say(texts.value, locale.value, key, values) ?? key;
}

/** What to do about a problem, by the server's stable code; a plain sentence for codes that this version does not know. */
export function problemText(code: string): string {
  return say(texts.value, language.value, `problem.${code}`) ?? t("problem.unknown");
}
