/** The words of questions, per language. Mirrors server/domain/question_words.py, which prepares the document. */

/**
 * The words of questions in one language, in plain form. Sets are words separated by spaces. Cues and sets are sorted, and
 * each item begins with the number of letters that it shares with the one before it.
 */
export interface SpeechDocument {
  /** By family and value ("open may"), phrases separated by `|`. */
  readonly cues: Readonly<Record<string, string>>;
  /** Separated by `|`, each a first word, a last word and what they mean. */
  readonly gaps: string;
  /** Words of time, each followed by its value. */
  readonly names: Readonly<Record<string, string>>;
  /** Phrases around times, separated by `|`, the longest first. */
  readonly lists: Readonly<Record<string, string>>;
  /** Without the plain ones. */
  readonly small: string;
  readonly hypothetical: string;
  readonly subjects: string;
  readonly adverbs: string;
  readonly plain: string;
  readonly doubtful: string;
  readonly applying: string;
  readonly done: string;
}

/** The part of the topics document that questions are read with. */
export interface QuestionsDocument {
  readonly speeches: Readonly<Record<string, SpeechDocument>>;
  readonly coverings: readonly string[];
  readonly products: readonly string[];
  readonly treatments: readonly string[];
  readonly signs: readonly string[];
  readonly occasions: readonly string[];
  readonly carriers: readonly string[];
  readonly contact: string;
  readonly anything: readonly string[];
  readonly reasons: readonly string[];
  readonly comparable: readonly string[];
  readonly removing: readonly string[];
  readonly describing: Readonly<Record<string, string>>;
  readonly figures: readonly string[];
  readonly sheds: Readonly<Record<string, string>>;
  readonly tools: readonly string[];
  readonly picking: string;
  /** The family that is asked about by "what do I put on". */
  readonly applied: string;
  readonly conditions: Readonly<Record<string, string>>;
  /** Symptoms that may be an emergency, whatever the sheet says. */
  readonly alarming: readonly string[];
  /** What a sheet may say about a topic on which it is otherwise silent. */
  readonly related: Readonly<Record<string, string>>;
  /** Topics that a permission of a wider family does not hand out. */
  readonly withheld: readonly string[];
  /** Symptoms that a product may bring on. */
  readonly reacting: readonly string[];
}

export type CueFamily = "open" | "word" | "cue" | "moment" | "state";

/** A phrase with a meaning: it opens a question, negates, states a condition, names a moment … */
export interface Cue {
  readonly words: readonly string[];
  readonly family: CueFamily;
  readonly value: string;
}

/**
 * Two words with others between them that mean something together: "peel … off". `value`: a topic, "cue not" or "state
 * now:prescribed".
 */
export interface Gap {
  readonly first: string;
  readonly last: string;
  readonly value: string;
}

export type Phrases = readonly (readonly string[])[];

/** The words for times and dates of one language. */
export interface Clock {
  /** Monday is 0. */
  readonly weekdays: ReadonlyMap<string, number>;
  /** Count only after one of `before_weekday`. */
  readonly shortWeekdays: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly ordinals: ReadonlyMap<string, number>;
  /** Names of the months, January is 1. */
  readonly months: ReadonlyMap<string, number>;
  readonly parts: ReadonlyMap<string, string>;
  /**
   * The phrases of one of the lists: in, later, since, ignored, every, filler, next, at, am, pm, link, before_weekday.
   */
  readonly list: (name: string) => Phrases;
}

export interface Speech {
  readonly language: string;
  /** By first word, the longest first. */
  readonly cues: ReadonlyMap<string, readonly Cue[]>;
  readonly gaps: readonly Gap[];
  readonly clock: Clock;
  readonly small: ReadonlySet<string>;
  /** "Once it has healed" says nothing about now. */
  readonly hypothetical: ReadonlySet<string>;
  /** Every word of the language that is listed, also inside phrases. */
  readonly vocabulary: ReadonlySet<string>;
  /** Words of questions, negations and conditions: a slip of one of them stays unknown. */
  readonly guarded: readonly string[];
  /** After "and" or "but", they begin a clause. */
  readonly subjects: ReadonlySet<string>;
  /** May come between a negation and the symptom that it denies. */
  readonly adverbs: ReadonlySet<string>;
  /** May accompany the topic of a question that is answered with yes or no. */
  readonly plain: ReadonlySet<string>;
  /** A text that begins with one of them is a "may I" only with a word of permission. */
  readonly doubtful: ReadonlySet<string>;
  /** Words of a question about what may go on the skin: "what do I put on now". */
  readonly applying: ReadonlySet<string>;
  /** Verbs that tell of something done: "wore", "benutzt". */
  readonly done: ReadonlySet<string>;
}

export interface QuestionWords extends Omit<QuestionsDocument, "speeches"> {
  readonly speeches: ReadonlyMap<string, Speech>;
}

/** Question, negation and condition words of up to this many letters are too short for their slips to be recognised. */
const LEAST_GUARDED = 3;

const known = new WeakMap<QuestionsDocument, QuestionWords>();

/** The words of all languages, worked out when the first question is read. */
export function questionWords(document: QuestionsDocument): QuestionWords {
  const words = known.get(document) ?? wordsOf(document);
  known.set(document, words);
  return words;
}

/** Whether a word is small, a number or a word of time; words inside longer phrases do not count. */
export function isKnown(speech: Speech, word: string): boolean {
  if (speech.small.has(word) || speech.hypothetical.has(word) || isDigits(word)) return true;
  const letters = withoutDigits(word);
  if (letters !== word) return speech.clock.units.has(letters) || ["st", "nd", "rd", "th", "x", "am", "pm"].includes(letters);
  const { weekdays, units, numbers, ordinals, parts } = speech.clock;
  return [weekdays, units, numbers, ordinals, parts].some((names) => names.has(word));
}

export function isDigits(word: string): boolean {
  return /^\d+$/.test(word);
}

/** The word without the digits that it begins with. */
export function withoutDigits(word: string): string {
  return word.replace(/^\d+/, "");
}

function wordsOf(document: QuestionsDocument): QuestionWords {
  const speeches = Object.entries(document.speeches).map(([name, speech]) => [name, speechOf(name, speech)] as const);
  return { ...document, speeches: new Map(speeches) };
}

function speechOf(language: string, document: SpeechDocument): Speech {
  const cues = Object.entries(document.cues).flatMap(([name, phrases]) => cuesOf(name, phrases));
  const clock = clockOf(document);
  const plain = setOf(document.plain);
  const small: ReadonlySet<string> = new Set([...plain, ...setOf(document.small)]);
  const guarded = cues.filter(({ family }) => family === "open" || family === "word" || family === "cue").flatMap(({ words }) => words);
  return {
    ...{ language, clock, small, cues: byFirstWord(cues), gaps: gapsOf(document.gaps) },
    vocabulary: new Set([...small, ...cues.flatMap(({ words }) => words), ...clockWords(document)]),
    guarded: [...new Set(guarded)].filter((word) => word.length > LEAST_GUARDED),
    hypothetical: setOf(document.hypothetical),
    subjects: setOf(document.subjects),
    adverbs: setOf(document.adverbs),
    plain,
    doubtful: setOf(document.doubtful),
    applying: setOf(document.applying),
    done: setOf(document.done),
  };
}

function cuesOf(name: string, phrases: string): readonly Cue[] {
  const at = name.indexOf(" ");
  const [family, value] = [name.slice(0, at) as CueFamily, name.slice(at + 1)];
  return unfolded(phrases, "|").map((phrase) => ({ words: phrase.split(" "), family, value }));
}

function byFirstWord(cues: readonly Cue[]): ReadonlyMap<string, readonly Cue[]> {
  const byFirst = new Map<string, Cue[]>();
  for (const cue of cues) {
    const [first = ""] = cue.words;
    const listed = byFirst.get(first);
    if (listed) listed.push(cue);
    else byFirst.set(first, [cue]);
  }
  for (const listed of byFirst.values()) listed.sort((one, other) => other.words.length - one.words.length);
  return byFirst;
}

function gapsOf(text: string): readonly Gap[] {
  return phrasesOf(text).map(([first = "", last = "", ...value]) => ({ first, last, value: value.join(" ") }));
}

function clockOf({ names, lists }: SpeechDocument): Clock {
  const phrases = new Map(Object.entries(lists).map(([name, text]) => [name, phrasesOf(text)]));
  return {
    weekdays: numbersOf(names["weekdays"]),
    shortWeekdays: numbersOf(names["short_weekdays"]),
    units: namesOf(names["units"]),
    numbers: numbersOf(names["numbers"]),
    ordinals: numbersOf(names["ordinals"]),
    months: numbersOf(names["months"]),
    parts: namesOf(names["parts"]),
    list: (name) => phrases.get(name) ?? [],
  };
}

/** Words of time without the short names of the days. */
function clockWords({ names, lists }: SpeechDocument): readonly string[] {
  const named = Object.entries(names).flatMap(([name, text]) => (name === "short_weekdays" ? [] : [...namesOf(text).keys()]));
  return [...named, ...Object.values(lists).flatMap((text) => phrasesOf(text).flat())];
}

function numbersOf(text?: string): ReadonlyMap<string, number> {
  return new Map([...namesOf(text)].map(([word, value]) => [word, Number(value)]));
}

function namesOf(text = ""): ReadonlyMap<string, string> {
  return new Map(Array.from(text.matchAll(/(\S+) (\S+)/g), ([, word = "", value = ""]) => [word, value]));
}

function phrasesOf(text: string): Phrases {
  return text === "" ? [] : text.split("|").map((phrase) => phrase.split(" "));
}

function setOf(text: string): ReadonlySet<string> {
  return new Set(unfolded(text, " "));
}

/** Items that are written without what each shares with the one before it: "0can i|4we" is "can i" and "can we". */
export function unfolded(text: string, separator: string): readonly string[] {
  const items: string[] = [];
  for (const item of text === "" ? [] : text.split(separator)) items.push((items.at(-1) ?? "").slice(0, Number(item[0])) + item.slice(1));
  return items;
}
