/** The shape of the topic tree, as a guard. Every field is checked: the tree is stored on the phone. */

import { isCount, isText, listOf, mapOf, shapeOf } from "./guards";
import type { components } from "./schema";

type Shapes = components["schemas"];

const isTexts = listOf(isText);
const areNames = mapOf(isText);

const isSpeech = shapeOf<Shapes["SpeechWords"]>({
  cues: areNames,
  gaps: isText,
  names: areNames,
  lists: areNames,
  small: isText,
  hypothetical: isText,
  subjects: isText,
  adverbs: isText,
  plain: isText,
  doubtful: isText,
  applying: isText,
  done: isText,
});

const areQuestionWords = shapeOf<Shapes["QuestionWords"]>({
  speeches: mapOf(isSpeech),
  coverings: isTexts,
  products: isTexts,
  treatments: isTexts,
  signs: isTexts,
  occasions: isTexts,
  carriers: isTexts,
  contact: isText,
  anything: isTexts,
  reasons: isTexts,
  comparable: isTexts,
  removing: isTexts,
  conditions: areNames,
  describing: areNames,
  figures: isTexts,
  sheds: areNames,
  tools: isTexts,
  picking: isText,
  applied: isText,
  alarming: isTexts,
  related: areNames,
  withheld: isTexts,
  reacting: isTexts,
});

export const areTopics = shapeOf<Shapes["Topics"]>({
  format: isCount,
  ids: isText,
  parents: listOf(listOf(isCount)),
  words: areNames,
  short: areNames,
  icons: isText,
  small: areNames,
  ordinary: areNames,
  tails: isText,
  questions: areQuestionWords,
});
