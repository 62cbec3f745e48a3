/** "Compared with yesterday?": the day to compare with, and what each answer fills in. The answer itself is not part of the entry. */

import { localDate } from "./dates";
import type { Entry, EntryDocument, ReportedSign } from "./diary";
import { isAboutSkin } from "./latest-entry";
import { signsGoneIn } from "./signs-gone";
import { MAX_SCORE, SIGNS, type Symptom } from "./vocabulary";

/** How the skin is, compared with the day before; `calm`: nothing of what is asked is there. */
export const COMPARISONS = ["better", "same", "worse", "calm"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** The last day on which the skin was described: its last score of each symptom, and the signs that have not gone since. */
export interface EarlierDay {
  /** The moment of its last entry. */
  readonly at: number;
  readonly scores: EntryDocument["scores"];
  readonly signs: readonly ReportedSign[];
}

/** What a comparison changes in a check-in. */
export interface Answered {
  readonly comparison: Comparison | null;
  readonly scores: EntryDocument["scores"];
  readonly signs: readonly ReportedSign[];
  /** The symptoms and signs that the comparison filled in, and that the person has not changed since. */
  readonly filled: readonly string[];
}

/** The last day before the moment `at` on which the skin was described; undefined if there is none. Entries are oldest first. */
export function earlierDay(entries: readonly Entry[], at: number, timeZone: string): EarlierDay | undefined {
  const before = entries.filter(({ occurred_at }) => Date.parse(occurred_at) < at);
  const last = before.findLast(({ document }) => isAboutSkin(document));
  if (!last) return undefined;
  const dayOf = ({ occurred_at }: Entry): string => localDate(Date.parse(occurred_at), timeZone);
  const date = dayOf(last);
  const since = before.slice(before.findLastIndex((entry) => dayOf(entry) < date) + 1); // later entries can only say that a sign is gone
  const scores = Object.assign({}, ...since.map(({ document }) => document.scores)) as EntryDocument["scores"];
  return { at: Date.parse(last.occurred_at), scores, signs: since.reduce<readonly ReportedSign[]>(signsAfter, []) };
}

function signsAfter(signs: readonly ReportedSign[], { document }: Entry): readonly ReportedSign[] {
  const gone = signsGoneIn(document);
  const earlier = signs.filter((each) => !gone.includes(each.sign) && !isAmong(each, document.signs));
  return [...earlier, ...document.signs];
}

function isAmong({ sign, area }: ReportedSign, signs: readonly ReportedSign[]): boolean {
  return signs.some((each) => each.sign === sign && each.area === area);
}

/** Until then, all symptoms that are asked are shown, whatever the comparison says. */
const FIRST_HOURS = 48;

interface Asked {
  readonly asked: readonly Symptom[];
  readonly day: EarlierDay | undefined;
  /** Since the treatment. */
  readonly hours: number;
}

/**
 * The symptoms to show as rows: all that are asked on the first days and without an earlier day; else those that can have
 * changed in the direction of the comparison, and those of which the earlier day says nothing. "All calm" leaves none open.
 */
export function symptomsToShow(comparison: Comparison | null, { asked, day, hours }: Asked): readonly Symptom[] {
  if (!day || hours < FIRST_HOURS) return asked;
  if (comparison === null || comparison === "calm") return [];
  const changed = asked.filter((symptom) => {
    const score = day.scores[symptom];
    return score === undefined || CAN_CHANGE[comparison](score);
  });
  return changed.length || comparison === "same" ? changed : asked;
}

const CAN_CHANGE = {
  better: (score: number) => score > 0,
  same: () => false,
  worse: (score: number) => score < MAX_SCORE,
};

/**
 * Answer the comparison, or take the answer back (null). "Same" fills in what the earlier day says of the symptoms that are
 * asked, and its signs; "all calm" fills in 0 for them. What the person has answered stays, and what an earlier comparison
 * filled in goes: a symptom without an answer has none.
 */
export function compared(given: Answered, comparison: Comparison | null, { asked, day }: Pick<Asked, "asked" | "day">): Answered {
  const own = withoutFilled(given);
  const scores = Object.fromEntries(filledScores(comparison, asked, day).filter(([symptom]) => own.scores[symptom] === undefined));
  const signs = comparison === "same" && day ? day.signs.filter(({ sign }) => !own.signs.some((each) => each.sign === sign)) : [];
  return {
    comparison,
    scores: { ...own.scores, ...scores },
    signs: [...own.signs, ...signs],
    filled: [...Object.keys(scores), ...signs.map(({ sign }) => sign)],
  };
}

function filledScores(comparison: Comparison | null, asked: readonly Symptom[], day: EarlierDay | undefined): readonly (readonly [Symptom, number])[] {
  if (comparison === "calm") return asked.map((symptom) => [symptom, 0] as const);
  if (comparison !== "same" || !day) return [];
  return asked.flatMap((symptom) => {
    const score = day.scores[symptom];
    return score === undefined ? [] : [[symptom, score] as const];
  });
}

function withoutFilled({ scores, signs, filled }: Answered): Pick<Answered, "scores" | "signs"> {
  const own = Object.entries(scores).filter(([symptom]) => !filled.includes(symptom));
  return { scores: Object.fromEntries(own), signs: signs.filter(({ sign }) => !filled.includes(sign)) };
}

/** Score one symptom; null takes the answer back. */
export function scored(given: Answered, symptom: Symptom, score: number | null): Answered {
  const others = Object.entries(given.scores).filter(([name]) => name !== symptom);
  const scores = Object.fromEntries(score === null ? others : [...others, [symptom, score]]);
  return { ...given, scores, filled: given.filled.filter((name) => name !== symptom) };
}

/** Score 0 for those of these symptoms that have no answer yet. */
export function noneOfTheRest(given: Answered, symptoms: readonly Symptom[]): Answered {
  return symptoms.filter((symptom) => given.scores[symptom] === undefined).reduce((last, symptom) => scored(last, symptom, 0), given);
}

/** The signs as the person has picked them: a sign that is no longer as the comparison filled it in is their own answer. */
export function picked(given: Answered, signs: readonly ReportedSign[]): Answered {
  const isUnchanged = (name: string): boolean => signs.some((each) => each.sign === name && isAmong(each, given.signs));
  const isSymptom = (name: string): boolean => !SIGNS.some((sign) => sign === name);
  return { ...given, signs, filled: given.filled.filter((name) => isSymptom(name) || isUnchanged(name)) };
}
