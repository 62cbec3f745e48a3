/** Topics inside a sentence. */

import { shortOf, type NamedTopics } from "../../../domain/topic-names";
import { language, locale } from "../../../i18n";

/** "sunscreen or hat" */
export function anyOf(topics: readonly string[], tree: NamedTopics): string {
  return listed(topics.map((topic) => nameInside(topic, tree)), "disjunction");
}

export function listed(texts: readonly string[], type: "conjunction" | "disjunction"): string {
  return new Intl.ListFormat(locale.value, { type }).format(texts);
}

/** The short name as it appears inside a sentence: English nouns lose their capital, AHA keeps its own. */
function nameInside(topic: string, tree: NamedTopics): string {
  return inside(shortOf(tree, topic, language.value));
}

/** A name without the capital that it has on its own. */
export function inside(name: string): string {
  const isPlain = language.value === "en" && /^.\p{Ll}/u.test(name);
  return isPlain ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
