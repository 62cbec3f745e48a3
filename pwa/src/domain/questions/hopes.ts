/** Whether a stated healing is only hoped for, partial, or guessed: it then says nothing about now. Mirrors server/domain/questions/hopes.py. */

import { isDigits } from "../question-words";
import { words } from "../topics-words";
import { isOwnPrescription, isPlain } from "./confirmed";
import type { Placed } from "./cues";
import { denialOf, HEALING, PRESCRIBED } from "./denials";
import { having, type Roles } from "./roles";
import { valued, type Scene } from "./scene";
import { wordAt } from "./tokens";

const SHED = "now:shed";

const AM: readonly string[] = ["am", "bin"];

/** Words beside a stated healing that make it less than complete, or less than certain. */
const HEDGES: ReadonlySet<string> = new Set([
  ...words("almost nearly mostly most partly pretty sort kind somewhat quite percent think guess maybe perhaps"),
  ...words("probably seems hopefully enough fast beinahe ziemlich meisten größtenteils teilweise halbwegs"),
  ...words("prozent wie glaub glaube denke vielleicht wohl wahrscheinlich hoffentlich scheint genug"),
]);

/** Whether a state is stated, but not plainly: it then confirms nothing. A denial is no hope. */
export function isOnlyHoped(scene: Scene, roles: Roles, cue: Placed): boolean {
  if (cue.value === PRESCRIBED) return !denialOf(scene, cue) && !isOwnPrescription(scene, cue);
  if (!HEALING.includes(cue.value) || denialOf(scene, cue)) return false;
  return isWished(scene, cue) || isHedged(scene, roles, cue) || !isPlain(scene, cue);
}

function isWished({ text, clauses, speech }: Scene, cue: Placed): boolean {
  const begins = clauses.findIndex((clause) => clause === clauses[cue.start]);
  const [first, second] = [wordAt(text.words, begins), wordAt(text.words, Math.min(begins + 1, cue.start))];
  const asks = AM.includes(first) || (speech.doubtful.has(first) && !speech.subjects.has(first));
  if (asks && speech.subjects.has(second)) return true; // "is it healed"
  return text.words.slice(0, cue.start).some((word, at) => clauses[at] === clauses[cue.start] && speech.hypothetical.has(word));
}

/**
 * Whether a healing is partial, guessed, or at odds with a symptom: "90% healed", "I think it has healed", "healed apart
 * from my chin", "healed but still peeling".
 */
function isHedged(scene: Scene, roles: Roles, { start, value }: Placed): boolean {
  const { text, clauses } = scene;
  const isLimited = valued(scene, "limit").some((each) => clauses[each.start] === clauses[start]);
  const isFelt = value !== SHED && having(roles, "asked").some(({ phrase }) => phrase.symptom);
  const isHedge = (word: string, at: number): boolean => clauses[at] === clauses[start] && HEDGES.has(word);
  return isLimited || isFelt || isDigits(wordAt(text.words, start - 1)) || text.words.some(isHedge);
}
