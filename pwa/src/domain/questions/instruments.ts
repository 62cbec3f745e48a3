/**
 * Instruments that are not understood: what the sheet bans for every instrument then counts for them, too. Mirrors
 * server/domain/questions/instruments.py.
 */

import { hitAt, type Scene } from "./scene";
import { wordAt } from "./tokens";
import { FINGERS, INSTRUMENTS, USING } from "./word-sets";

/** The condition of a question that names an instrument which the tree does not know. */
export const UNREAD_INSTRUMENT = "with:unknown";

/** The topic of a sponge, which may be one for make-up. */
const VAGUE = "cleansing-tool";

/** Words from "with" to the instrument ("with my new magic wand"). */
const REACH = 3;

/** The places of unknown words that are instruments, or that something is done with. */
export function unreadInstruments(scene: Scene): readonly number[] {
  return [...scene.text.words.keys()].filter((at) => {
    const word = wordAt(scene.text.words, at);
    const isVague = hitAt(scene, at)?.phrase.topic === VAGUE && INSTRUMENTS.has(word);
    const isUnread = scene.unknown.includes(word) && !FINGERS.has(word);
    return isVague || (isUnread && (INSTRUMENTS.has(word) || isUsed(scene, at)));
  });
}

/** A word after "with" or "using", with no topic between them. */
function isUsed(scene: Scene, at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - REACH); before -= 1) {
    if (scene.text.breaks[before + 1] || hitAt(scene, before)) return false;
    if (USING.has(wordAt(scene.text.words, before))) return true;
  }
  return false;
}
