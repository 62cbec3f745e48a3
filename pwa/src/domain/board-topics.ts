/** Which topics the board of Today shows, and in which order. It depends on the sheets alone: a tile keeps its place. */

import { family } from "./answers/candidates";
import type { Timeline, TimelineRule, Window } from "./timeline";
import { membersOf } from "./topic-members";
import { ancestors, type NamedTopics } from "./topic-names";
import type { Verb } from "./vocabulary";

/** The most tiles that a board has: three rows of three. Duties are listed below it as well, so they only fill it up to `ENOUGH`. */
export const MOST = 9;
export const ENOUGH = 8;

/** What people ask about, most asked first. Of each row the first topic that the sheet speaks of gets the tile. */
const PLACES: readonly (readonly string[])[] = [
  ["make-up"],
  ["sun", "sunbathing", "long-outdoors"],
  ["sunscreen"],
  ["shower", "hot-shower"],
  ["exercise", "strenuous-exercise", "sweating"],
  ["sauna", "heat"],
  ["active", "retinoid", "acid"],
  ["swimming"],
  ["cleansing", "cleanser"],
  ["moisturizer", "skin-care"],
  ["alcohol"],
  ["bath", "hot-bath"],
  ["exfoliation"],
  ["retinoid"],
  ["touching", "picking"],
  ["hair-removal"],
  ["anti-inflammatory", "painkiller"],
];

/** Verbs by how much they matter to somebody who asks what they may do. */
const BY_WEIGHT: readonly (readonly Verb[])[] = [["avoid", "only"], ["allow"], ["do"]];
const SPEAKING = BY_WEIGHT.flat();

/** Families of topics that are no answer to "may I": what a person feels, and what the sheet says about itself. */
const NOT_DONE = ["symptom", "session", "treatment-plan", "contact-practitioner", "pointer"];

/**
 * The topics of the board, at most `MOST`: first what the practitioner directed, then what people ask about most, then
 * what else the sheets name. `tree` knows the sheets' own topics.
 */
export function boardTopics(timelines: readonly Timeline[], tree: NamedTopics): readonly string[] {
  const windows = timelines.flatMap((timeline) => windowsOf(timeline));
  const spoken = topicsSpokenOf(windows, tree);
  const directed = windows.filter(({ rule }) => rule.source === "practitioner").flatMap(({ rule }) => rule.topics);
  const chosen = [...new Set([...directed.filter((topic) => isDone(topic, tree)), ...placesOf(spoken, tree)])];
  for (const verbs of BY_WEIGHT) {
    const limit = verbs.includes("do") ? ENOUGH : MOST;
    for (const topic of namedBy(windows, verbs)) {
      if (chosen.length < limit && isDone(topic, tree) && !isRelated(topic, chosen, tree)) chosen.push(topic);
    }
  }
  return chosen.slice(0, MOST);
}

/** The windows that say what to do or to leave, without those about sessions and those that only a flag of the moment opens. */
function windowsOf({ windows }: Timeline): readonly Window[] {
  const repeated = new Set(windows.filter(({ rule }) => rule.verb === "repeat").flatMap(({ rule }) => rule.topics));
  const isAboutSessions = ({ topics }: TimelineRule): boolean => topics.every((topic) => repeated.has(topic));
  return windows.filter(({ rule, needs }) => SPEAKING.includes(rule.verb) && rule.mark !== "pointer" && !needs.length && !isAboutSessions(rule));
}

/** The topics that rules name, and the families that an `only` closes. */
function topicsSpokenOf(windows: readonly Window[], tree: NamedTopics): ReadonlySet<string> {
  return new Set(windows.flatMap(({ rule }) => [...rule.topics, ...(rule.verb === "only" ? family(rule, tree) : [])]));
}

function placesOf(spoken: ReadonlySet<string>, tree: NamedTopics): readonly string[] {
  return PLACES.flatMap((place) => {
    const known = place.filter((topic) => tree.lineage.has(topic));
    const named = known.find((topic) => ancestors(tree, topic).some((each) => spoken.has(each)));
    const [family] = known;
    return named ?? (family === undefined ? [] : standIn(family, spoken, tree));
  });
}

/** For a family of which the sheet says nothing itself: the one member that it speaks of, or the family if there are several. */
function standIn(family: string, spoken: ReadonlySet<string>, tree: NamedTopics): readonly string[] {
  const isElsewhere = (topic: string): boolean => PLACES.some(([other = ""]) => other !== family && ancestors(tree, topic).includes(other));
  const members = membersOf(tree, family).filter((topic) => spoken.has(topic) && !isElsewhere(topic));
  const highest = members.filter((topic) => !ancestors(tree, topic).slice(1).some((each) => members.includes(each)));
  return highest.length > 1 ? [family] : highest;
}

function namedBy(windows: readonly Window[], verbs: readonly Verb[]): readonly string[] {
  return windows.filter(({ rule }) => verbs.includes(rule.verb)).flatMap(({ rule }) => rule.topics);
}

function isDone(topic: string, tree: NamedTopics): boolean {
  return tree.lineage.has(topic) && !ancestors(tree, topic).some((each) => NOT_DONE.includes(each));
}

/** Whether a tile of the same family is there already: its answer names the stricter members. */
function isRelated(topic: string, chosen: readonly string[], tree: NamedTopics): boolean {
  return chosen.some((other) => ancestors(tree, topic).includes(other) || ancestors(tree, other).includes(topic));
}
