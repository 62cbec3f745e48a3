/** Finds the topic of a question: the longest phrase that the topic tree knows. Mirrors server/domain/topics_match.py. */

import { knows, type Language, type Phrase, type TopicTree } from "./topics";
import { ADJECTIVE_ENDINGS, LEAST_STEM, MAX_CHARACTERS, SHORT, runTogether, singulars, slips, words } from "./topics-words";

export type How = "exact" | "phrase" | "plural" | "typo";

/** Maximum number of words of a question; the rest is ignored. */
const MAX_WORDS = 40;

export interface Match {
  readonly topic: string;
  /** The phrase of the tree that matched. */
  readonly understood: string;
  readonly how: How;
  /** Other topics in the same question, the most specific first. */
  readonly alternatives: readonly string[];
}

/** A phrase of the tree at the words [start, end) of a text. */
export interface Hit {
  readonly phrase: Phrase;
  readonly start: number;
  readonly end: number;
  readonly how: How;
}

/** Find the topic of a question; null if the tree has no word for it. It never guesses a related topic. */
export function findTopic(tree: TopicTree, question: string, language: string): Match | null {
  const asked = words(question).slice(0, MAX_WORDS);
  const order = languageOrder(tree, asked, language);
  let foreign: ReadonlySet<string> = new Set();
  for (const [position, each] of order.entries()) {
    const hits = selectHits(hitsOf(tree, each, asked, foreign));
    const [first] = hits;
    if (first) return match(first, hits, asked.length);
    if (position === 0) foreign = new Set([...each.small, ...each.ordinary]);
  }
  return null;
}

/** Every topic that a line names, in order: in this language, else in another one. Typing slips are not corrected. */
export function namedIn(tree: TopicTree, line: string, language: string): readonly string[] {
  const asked = words(line);
  const inOrder = [...tree.languages().values()].sort((a, b) => Number(b.name === language) - Number(a.name === language));
  for (const each of inOrder) {
    const hits = selectHits([...hitsOf(tree, each, asked, new Set())].filter(({ how }) => how !== "typo"));
    if (hits.length) return [...new Set(hits.toSorted((a, b) => a.start - b.start).map(({ phrase }) => phrase.topic))];
  }
  return [];
}

/** The languages to try: the given one first, unless the question has more small words of another language. */
function languageOrder(tree: TopicTree, asked: readonly string[], language: string): readonly Language[] {
  const own = tree.languages().get(language);
  const unknown = asked.filter((word) => !own || !knows(own, word));
  const smallWords = ({ small }: Language): number => unknown.filter((word) => small.has(word)).length;
  const isOther = ({ name }: Language): number => Number(name !== language);
  return [...tree.languages().values()].sort(
    (a, b) => smallWords(b) - smallWords(a) || isOther(a) - isOther(b) || (a.name < b.name ? -1 : 1),
  );
}

function match(first: Hit, hits: readonly Hit[], length: number): Match {
  const whole = first.start === 0 && first.end === length;
  const others = new Set(hits.map((hit) => hit.phrase.topic).filter((topic) => topic !== first.phrase.topic));
  const how = first.how !== "exact" || whole ? first.how : "phrase";
  return { topic: first.phrase.topic, understood: first.phrase.text, how, alternatives: [...others] };
}

/**
 * Every phrase of one language in a text, in order, without overlaps. Weak phrases are included. `uncorrected` words are never
 * corrected; with `exactOnly`, no word is.
 */
export function hitsIn(
  tree: TopicTree,
  language: Language,
  asked: readonly string[],
  how: { readonly uncorrected: ReadonlySet<string> } | { readonly exactOnly: true },
): readonly Hit[] {
  const meant = asked.map((word) => ("exactOnly" in how || how.uncorrected.has(word) ? [] : meanings(tree, language, word)));
  const hits: Hit[] = [];
  for (const [start, end] of windows(asked, language)) {
    const hit = hitOf(tree, language, asked.slice(start, end), meant.slice(start, end));
    if (hit) hits.push({ phrase: hit[0], start, end, how: hit[1] });
  }
  return selectHits(hits).toSorted((one, other) => one.start - other.start);
}

function* windows(asked: readonly string[], { longest }: Language): Generator<readonly [number, number]> {
  for (let start = 0; start < asked.length; start += 1) {
    for (let end = start + 1; end <= Math.min(asked.length, start + longest); end += 1) yield [start, end];
  }
}

/**
 * Choose hits that do not overlap, the most specific first. A part of a longer phrase comes after all whole phrases: it
 * counts if that phrase itself was left out.
 */
function selectHits(hits: readonly Hit[]): readonly Hit[] {
  const chosenHits: Hit[] = [];
  const parts = new Set(hits.filter((hit) => hits.some((other) => contains(other, hit))));
  for (const hit of hits.toSorted((one, other) => Number(parts.has(one)) - Number(parts.has(other)) || heavier(one, other))) {
    if (chosenHits.every((other) => hit.end <= other.start || hit.start >= other.end)) chosenHits.push(hit);
  }
  return chosenHits;
}

/** Whether a longer phrase contains another: "sensitive to the sun" does not ask about the sun. */
function contains(outer: Hit, inner: Hit): boolean {
  const inside = outer.start <= inner.start && inner.end <= outer.end;
  return inside && outer.end - outer.start > inner.end - inner.start;
}

/** Sort the most specific hit first: in "AHA toner" the acid says more than the toner. */
function heavier(a: Hit, b: Hit): number {
  return (
    b.phrase.rank - a.phrase.rank ||
    b.phrase.depth - a.phrase.depth ||
    b.phrase.text.length - a.phrase.text.length ||
    Number(b.how !== "typo") - Number(a.how !== "typo") ||
    a.start - b.start
  );
}

function hitsOf(tree: TopicTree, language: Language, asked: readonly string[], foreign: ReadonlySet<string>): readonly Hit[] {
  const meant = asked.map((word) => meanings(tree, language, word));
  const hits: Hit[] = [];
  for (const [start, end] of windows(asked, language)) {
    const window = asked.slice(start, end);
    if (window.every((word) => foreign.has(word))) continue;
    const hit = hitOf(tree, language, window, meant.slice(start, end));
    const around = [...asked.slice(0, start), ...asked.slice(end)];
    if (hit && (!hit[0].weak || allKnown(language, around))) hits.push({ phrase: hit[0], start, end, how: hit[1] });
  }
  return hits;
}

function hitOf(
  tree: TopicTree,
  language: Language,
  window: readonly string[],
  meant: readonly (readonly string[])[],
): readonly [Phrase, How] | undefined {
  const key = runTogether(window);
  const exact = language.phrases.get(key);
  if (exact) return [exact, "exact"];
  const several = plural(language, window) ?? (window.length === 1 ? compound(tree, language, key) : inflected(language, window));
  if (several) return [several, "plural"];
  for (const [at, candidates] of meant.entries()) {
    for (const candidate of candidates) {
      const corrected = window.with(at, candidate);
      const phrase = language.phrases.get(runTogether(corrected)) ?? plural(language, corrected);
      if (phrase) return [phrase, "typo"];
    }
  }
  return undefined;
}

function plural(language: Language, parts: readonly string[]): Phrase | undefined {
  const stem = singulars(parts, language.name).find((each) => language.phrases.has(each));
  return stem === undefined ? language.plurals.get(parts.join("")) : language.phrases.get(stem);
}

/** A phrase with another ending of an adjective: "getönter Tagescreme". */
function inflected({ name, phrases }: Language, parts: readonly string[]): Phrase | undefined {
  const endings = ADJECTIVE_ENDINGS[name] ?? [];
  for (const [at, word] of parts.slice(0, -1).entries()) {
    const own = endings.find((ending) => word.endsWith(ending));
    const stem = word.slice(0, -(own?.length ?? 0));
    if (own === undefined || stem.length < LEAST_STEM) continue;
    const keys = endings.map((ending) => runTogether(parts.with(at, stem + ending)));
    const key = keys.find((each) => phrases.has(each));
    if (key !== undefined) return phrases.get(key);
  }
  return undefined;
}

/** The topic of a German compound such as Retinolcreme: the part before a known tail. */
function compound(tree: TopicTree, language: Language, word: string): Phrase | undefined {
  for (const tail of tree.tails) {
    const head = word.endsWith(tail) ? word.slice(0, -tail.length) : word;
    if (head === word || head.length < SHORT) continue;
    const phrase = language.phrases.get(head) ?? language.phrases.get(head.replace(/s$/, ""));
    if (phrase && !phrase.weak) return phrase;
  }
  return undefined;
}

/** Known words one typing error away, unless the word itself is an everyday word or known. */
function meanings(tree: TopicTree, language: Language, word: string): readonly string[] {
  const common = [...tree.languages().values()].some(({ small, ordinary }) => small.has(word) || ordinary.has(word));
  const known = knows(language, word);
  if (word.length <= SHORT || word.length > MAX_CHARACTERS || common || known) return [];
  const near = [-1, 0, 1].flatMap((more) => [...(language.vocabulary.get(word.length + more) ?? [])]);
  return slips(word, near);
}

/** Whether all words around a weak word are known: small words, or words of the tree. */
function allKnown(language: Language, around: readonly string[]): boolean {
  return around.every((word) => language.small.has(word) || knows(language, word) || plural(language, [word]) !== undefined);
}
