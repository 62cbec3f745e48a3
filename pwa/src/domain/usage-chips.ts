/** What a check-in offers to tap as used or done: lines of earlier check-ins, then the topics that the sheet speaks of. */

import { boardTopics } from "./board-topics";
import type { Entry, EntryDocument } from "./diary";
import type { Timeline } from "./timeline";
import { ancestors, shortOf, type TopicTree } from "./topics";
import { MAX_LINE, MAX_LIST } from "./vocabulary";

/** The two lists of an entry that hold them. */
export type UsageList = "products" | "activities";

/** Lines of earlier check-ins that are offered again. */
const MOST_EARLIER = 5;
/** Earlier check-ins whose lines are offered. */
const LATEST = 3;

/** The families whose members are put on the skin or taken; anything else is something that people do. */
const PRODUCTS = ["topical", "medicine"];

/** The lines of the last check-ins that have any, the newest first, each once. Entries are oldest first. */
export function earlierLines(entries: readonly Entry[], list: UsageList): readonly string[] {
  const latest = entries.map(({ document }) => document[list]).filter((lines) => lines.length > 0).slice(-LATEST);
  return eachOnce(latest.toReversed().flat()).slice(0, MOST_EARLIER);
}

/** The short names of the topics of the board that belong to the list, in the language. A duty is a topic of the board, too. */
export function sheetLines(timelines: readonly Timeline[], tree: TopicTree, list: UsageList, language: string): readonly string[] {
  const isProduct = (topic: string): boolean => ancestors(tree, topic).some((each) => PRODUCTS.includes(each));
  return boardTopics(timelines, tree).filter((topic) => isProduct(topic) === (list === "products")).map((topic) => shortOf(tree, topic, language));
}

/** The lines, each once; capitals make no difference. */
export function eachOnce(lines: readonly string[]): readonly string[] {
  const names = lines.map(nameOf);
  return lines.filter((line, place) => names.indexOf(nameOf(line)) === place);
}

/** Whether a line is in the list. */
export function isListed(line: string, lines: readonly string[]): boolean {
  return lines.some((each) => nameOf(each) === nameOf(line));
}

/** The list with a line that is not in it, or without one that is. */
export function toggled(lines: readonly string[], line: string): readonly string[] {
  return isListed(line, lines) ? lines.filter((each) => nameOf(each) !== nameOf(line)) : [...lines, line].slice(0, MAX_LIST);
}

function nameOf(line: string): string {
  return line.trim().toLocaleLowerCase();
}

/** A list with the lines of a typed text, which commas separate. */
export function addedTo(lines: readonly string[], text: string): readonly string[] {
  const typed = text.split(",").map((line) => Array.from(line.trim()).slice(0, MAX_LINE).join("").trim());
  return eachOnce([...lines, ...typed.filter((line) => line !== "")]).slice(0, MAX_LIST);
}

/** What is being typed into the two lists and is not a chip yet. */
export type Typed = Readonly<Partial<Record<UsageList, string>>>;

/** The document with what was typed in its lists: nobody has to tap "Add" before "Save". */
export function withTyped(document: EntryDocument, { products = "", activities = "" }: Typed): EntryDocument {
  return { ...document, products: addedTo(document.products, products), activities: addedTo(document.activities, activities) };
}
