/** Rebounds: a symptom that had fallen by half comes back. Mirrors server/domain/rebounds.py. */

import type { Step } from "./reported-states";
import type { Symptom } from "./vocabulary";

/** The least score ("mild") from which a fall and a return count. */
const PEAK = 2;
/** The least rise above the low that counts as a return. */
const RISE = 2;

interface Wave {
  readonly peak: number;
  readonly low: number;
}

function next({ peak, low }: Wave, score: number): { readonly wave: Wave; readonly returns: boolean } {
  const fallen = peak >= PEAK && 2 * low <= peak;
  const returns = fallen && score >= low + RISE;
  if (returns || (!fallen && score >= peak)) return { wave: { peak: score, low: score }, returns };
  return { wave: { peak, low: Math.min(low, score) }, returns };
}

/**
 * The places of entries at which one of the cues is back after a peak of at least 2. If there are several cues, the
 * highest of their last scores counts: redness that has resolved may return as warmth. A return is no rebound if
 * `isNormal` says that the sheet expects it.
 */
export function reboundEntries(
  entries: readonly Step[],
  cues: readonly Symptom[],
  isNormal: (step: Step, shown: readonly Symptom[]) => boolean,
): readonly number[] {
  let wave: Wave = { peak: 0, low: 0 };
  const last = new Map<Symptom, number>();
  return entries.flatMap((step, place) => {
    const { scores } = step.entry.document;
    const scored = cues.flatMap((cue) => (scores[cue] === undefined ? [] : [{ cue, score: scores[cue] }]));
    if (!scored.length) return [];
    for (const { cue, score } of scored) last.set(cue, score);
    const change = next(wave, Math.max(...last.values()));
    wave = change.wave;
    const shown = scored.filter(({ score }) => score > 0).map(({ cue }) => cue);
    return change.returns && !isNormal(step, shown) ? [place] : [];
  });
}
