/** The shape of the names of the topics, as a guard. Every field is checked: they are stored on the phone. */

import { isCount, isText, listOf, mapOf, shapeOf } from "./guards";
import type { components } from "./schema";

export const areTopicNames = shapeOf<components["schemas"]["TopicNames"]>({
  format: isCount,
  ids: isText,
  parents: listOf(listOf(isCount)),
  words: mapOf(isText),
  short: mapOf(isText),
  icons: isText,
});
