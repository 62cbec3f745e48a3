/** Undoing a change to the desk, without losing what was changed since. */

import type { SheetOriginal, SheetRule, SheetSentence } from "../../../state/authoring";
import type { DeskContent } from "./content";

/**
 * Undo a change without losing what was changed since: rules of `before` that are gone come back to their place, rules
 * that it did not have are left out, a rule that it split has its topics again, and the sentences whose state or rules
 * it changed are restored, with their words.
 */
export function withRestored(now: DeskContent, before: DeskContent, after: DeskContent): DeskContent {
  return { document: { ...now.document, rules: restoredRules(now, before, after) }, original: restoredSentences(now, before, after) };
}

function restoredRules(now: DeskContent, before: DeskContent, after: DeskContent): readonly SheetRule[] {
  const [old, changed] = [rulesById(before), rulesById(after)];
  let rules = now.document.rules.flatMap((rule) => {
    const [was, became] = [old.get(rule.id), changed.get(rule.id)];
    if (!became || was === became) return [rule];
    if (!was) return []; // the change had added it
    return [rule === became ? was : { ...rule, topics: was.topics }];
  });
  const present = new Set(rules.map((rule) => rule.id));
  for (const [at, rule] of before.document.rules.entries()) {
    if (!changed.has(rule.id) && !present.has(rule.id)) rules = rules.toSpliced(Math.min(at, rules.length), 0, rule);
  }
  return inOrderOf(before, after, rules);
}

/** If the change has only moved rules, they go back to their old order. */
function inOrderOf(before: DeskContent, after: DeskContent, rules: readonly SheetRule[]): readonly SheetRule[] {
  const [old, changed] = [before, after].map(({ document }) => document.rules.map(({ id }) => id));
  if (!old || !changed || old.length !== changed.length || old.join() === changed.join()) return rules;
  const place = new Map(old.map((id, at) => [id, at]));
  const moved = rules.filter(({ id }) => place.has(id)).toSorted((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
  return rules.map((rule) => (place.has(rule.id) ? (moved.shift() ?? rule) : rule));
}

function rulesById({ document }: DeskContent): ReadonlyMap<string, SheetRule> {
  return new Map(document.rules.map((rule) => [rule.id, rule]));
}

function restoredSentences(now: DeskContent, before: DeskContent, after: DeskContent): SheetOriginal | null {
  if (!now.original || !before.original || !after.original) return now.original;
  const [was, became] = [before.original.sentences, after.original.sentences];
  const first = was.findIndex((sentence, at) => sentence !== became[at]);
  const at = first < 0 ? was.length : first;
  const present = [...now.original.sentences];
  if (was.length < became.length) present.splice(at, 1); // the change had added it
  const gone = was[at];
  if (was.length > became.length && gone) present.splice(at, 0, gone);
  const sentences = present.map((sentence, index) => restored(sentence, was[index], was.length === became.length ? became[index] : undefined));
  return { ...now.original, text: before.original.text, sentences };
}

/** The sentence as it was, if the change was about it; else only its place in the text. */
function restored(now: SheetSentence, was: SheetSentence | undefined, became: SheetSentence | undefined): SheetSentence {
  if (!was || was === became) return now;
  const { start, end, used, unused } = was;
  const onlyMoved = became === undefined || hasOnlyMoved(was, became);
  return onlyMoved ? { ...now, start, end, used, unused } : was;
}

function hasOnlyMoved(was: SheetSentence, became: SheetSentence): boolean {
  const { start, end, used, unused } = was;
  return was.start !== became.start && JSON.stringify({ ...became, start, end, used, unused }) === JSON.stringify(was);
}
