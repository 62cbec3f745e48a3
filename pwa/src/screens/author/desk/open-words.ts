/** Which words of a sentence carry meaning but are in none of its rules. */

import { runTogether, singulars, words } from "../../../domain/topics-words";
import { knows, type Language, type TopicTree } from "../../../domain/topics";
import type { SheetRule, SheetSentence } from "../../../state/authoring";
import { inDigits, isFiller } from "./filler-words";

/** Words that negate a sentence or make it conditional; a rule that forbids or has conditions covers them. */
const TURNING = /^(not?|never|without|kein\w*|nicht|nie|niemals|ohne|dont|wont|cannot|avoid|stop|meiden|vermeiden|verzichten)$/;
const BINDING = /^(if|unless|until|except|only|wenn|falls|sofern|ausser|nur|sobald|solange)$/;
const TIMING = /^(\d+|daily|twice|once|every|each|hourly|taglich|zweimal|einmal|dreimal|mehrmals|jede[rsnm]?|alle)$/;
/** What a patient does: a rule has it as an act. */
const ACTING = /^(wash|washing|washed|shower|showering|outdoors|outside|waschen|duschen|draussen)$/;
const UNITS = /^(minutes?|hours?|days?|nights?|weeks?|months?|h|minuten?|stunden?|tage?n?|nacht|nachte|wochen?|monate?n?)$/;

/** "6 weeks before": a time before the treatment, which a rule writes with a minus. */
const BEFORE = /^(before|prior|beforehand|vor|davor|vorher)$/;
const AHEAD = /(^|[^\d])-\d/;
const LETTER = /[\p{L}\p{N}]/u;

/** Words that say what a part of a rule says in its own way. */
const SAYING: readonly (readonly [part: (rules: readonly SheetRule[], times: string) => boolean, words: RegExp])[] = [
  [(_, times) => /healed/.test(times), /^(heal|verheil|abgeheil|geheilt)/],
  [(_, times) => /calm/.test(times), /^(sore|tender|irritated|red|calm|wund|gereizt|rot|beruhigt)$/],
  [(rules, times) => /shed/.test(times) || rules.some(({ until }) => until !== undefined), /^(stop|stopped|stops|complete|completed|finished|over|done|aufgehort|abgeschlossen|beendet|vorbei)$/],
  [(_, times) => /gone|shed/.test(times), /^(gone|fallen|disappeared|weg|abgefallen|verschwunden|alle|all|every)$/],
  [(_, times) => /healed|calm|shed|gone|used-up/.test(times), /^(once|no|longer|completely|fully|vollstandig|komplett|ganz)$/],
  [(rules) => rules.some(({ verb }) => verb === "call"), /^(if|wenn|falls|sollten|call|anruf)/],
  [(rules) => rules.some(({ topics }) => topics.includes("fever")), /^(3[789]|40|38c|c|grad|degrees)$/],
  [(rules) => rules.some(({ up_to: score }) => score !== undefined), /^(mild|slight|slightly|moderate|severe|leicht|masig|stark)/],
  [(rules) => rules.some((rule) => [...(rule.if ?? []), ...(rule.unless ?? [])].some((flag) => /prescribed|directed/.test(flag))), /^(doctor|physician|gp|prescribed|told|arzt|arztin|arztlich|verordnet|verschrieben)/],
  [(rules, times) => /S[-+]/.test(times) || rules.some(({ verb }) => verb === "repeat"), /^(sessions?|sitzung|sitzungen)$/],
];

/** A word of the text, by its place in characters. */
interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text that was pasted: its characters, and its language. */
interface OriginalText {
  readonly letters: readonly string[];
  readonly language: string;
}

type Mark = readonly [start: number, end: number];

interface Checked {
  readonly rules: readonly SheetRule[];
  readonly tree: TopicTree;
  readonly marks: readonly Mark[];
}

/** What was found for a sentence last: a sentence whose words change is another object. */
const CHECKED = new WeakMap<SheetSentence, Checked>();

/** The places of the open words: those that no rule has, or no proposal while there are no rules. Without either, none is marked. */
export function openWords(text: OriginalText, sentence: SheetSentence, rules: readonly SheetRule[], tree: TopicTree): readonly Mark[] {
  const last = CHECKED.get(sentence);
  if (last && last.tree === tree && last.rules.length === rules.length && last.rules.every((rule, at) => rule === rules[at])) return last.marks;
  const marks = marksIn(text, sentence, rules, tree);
  CHECKED.set(sentence, { rules, tree, marks });
  return marks;
}

function marksIn({ letters, language }: OriginalText, sentence: SheetSentence, rules: readonly SheetRule[], tree: TopicTree): readonly Mark[] {
  const known = tree.languages().get(language);
  if (!known || sentence.state === "reading-only" || sentence.state === "left-out") return [];
  const having = rules.length > 0 ? rules : sentence.proposals;
  if (having.length === 0) return [];
  const covers = coverOf(having, tree, known);
  const list = wordsIn(letters, sentence).map((word) => ({ ...word, folded: inDigits(runTogether(words(word.text))) }));
  const open = list.filter(({ folded }, at) => {
    const isBackward = BEFORE.test(folded) && UNITS.test(list[at - 1]?.folded ?? "");
    return isBackward ? !having.some(({ from = "", until = "" }) => AHEAD.test(`${from} ${until}`)) : hasMeaning(folded, known) && !covers(folded);
  });
  return open.map(({ start, end }) => [start, end]);
}

function wordsIn(letters: readonly string[], { start, end }: SheetSentence): readonly Word[] {
  const list: Word[] = [];
  let from = -1;
  for (let at = start; at <= end; at += 1) {
    const letter = letters[at] ?? "";
    const inside = at < end && (LETTER.test(letter) || (from >= 0 && /['’]/.test(letter) && LETTER.test(letters[at + 1] ?? "")));
    if (inside && from < 0) from = at;
    if (inside || from < 0) continue;
    list.push({ start: from, end: at, text: letters.slice(from, at).join("") });
    from = -1;
  }
  return list;
}

/** Numbers of four digits or more are telephone numbers. */
function hasMeaning(word: string, language: Language): boolean {
  if (/^(0\d+|\d{4,})$/.test(word)) return false;
  if ([TURNING, BINDING, TIMING, ACTING].some((pattern) => pattern.test(word))) return true;
  return word.length > 2 && !UNITS.test(word) && !isFiller(word, language.name);
}

/** Whether an open word is a thing, a condition or a time, so that a rule is probably missing. */
export function isGrave(text: string, language: Language): boolean {
  const word = inDigits(runTogether(words(text)));
  if ([TURNING, BINDING, TIMING, ACTING, BEFORE].some((pattern) => pattern.test(word))) return true;
  return !language.small.has(word) && knows(language, word) && [word, ...singulars([word], language.name)].some((stem) => language.phrases.has(stem));
}

/** Tells which words are in the rules: names of their topics and families, numbers of their times, and what their verbs say. */
function coverOf(rules: readonly SheetRule[], tree: TopicTree, language: Language): (word: string) => boolean {
  const times = rules.map(({ from = "", until = "", every = "" }) => `${from} ${until} ${every}`).join(" ");
  const topics = new Set(rules.flatMap((rule) => [...rule.topics, ...(rule.with ?? []), ...(rule.family ?? [])]));
  for (const [, topic = ""] of times.matchAll(/\(([a-z0-9-]+)\)/g)) topics.add(topic);
  if (times.includes("shed")) topics.add("flaking");
  const written = new Set(rules.flatMap((rule) => words(writtenIn(rule))));
  const names = new Set(written);
  for (const [topic, listed] of wordsByTopic(language)) {
    const isNear = topics.has(topic) || (tree.lineage.get(topic) ?? []).some((each) => topics.has(each)); // a topic of the rules or a member of one
    if (isNear) for (const each of listed) names.add(each);
  }
  const bans = rules.some(({ verb, unless = [] }) => verb === "avoid" || verb === "only" || unless.length > 0);
  const binds = rules.some((rule) => rule.verb === "only" || (rule.if ?? rule.unless ?? rule.with ?? []).length > 0) || /healed|calm|shed|gone|used-up/.test(times);
  const acts = /wash|cleanse|shower|outside|home/.test(times);
  const repeats = rules.some(({ every }) => every !== undefined);
  return (word) => {
    if (SAYING.some(([holds, pattern]) => pattern.test(word) && holds(rules, times))) return true;
    if (TURNING.test(word)) return bans;
    if (/^until$/.test(word)) return times.trim() !== "";
    if (BINDING.test(word)) return binds;
    if (/^\d+$/.test(word)) return new RegExp(`(^|\\D)${word}(\\D|$)`).test(times) || written.has(word) || rules.some(({ until = "" }) => until.includes(`D${Number(word) + 1}`)); // "by day 10" ends as day 11 begins
    if (TIMING.test(word)) return repeats;
    if (ACTING.test(word) && acts) return true;
    return names.has(word) || singulars([word], language.name).some((stem) => names.has(stem));
  };
}

const WORDS = new WeakMap<Language, ReadonlyMap<string, readonly string[]>>();

/** The words of all names of each topic, computed once for a language: a sheet may have hundreds of sentences. */
function wordsByTopic(language: Language): ReadonlyMap<string, readonly string[]> {
  const known = WORDS.get(language);
  if (known) return known;
  const lists = new Map<string, string[]>();
  for (const { topic, text } of language.phrases.values()) {
    const list = lists.get(topic) ?? [];
    list.push(...words(text), runTogether(words(text)));
    lists.set(topic, list);
  }
  WORDS.set(language, lists);
  return lists;
}

/** What a rule says in texts and names of its own. */
function writtenIn(rule: SheetRule): string {
  return [...rule.topics, ...(rule.if ?? []), ...(rule.unless ?? []), rule.from, rule.until, rule.every, textOf(rule.amount), textOf(rule.using), rule.area].join(" ");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}
