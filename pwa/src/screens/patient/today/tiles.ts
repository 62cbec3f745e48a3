import { board, type BoardSheet, type Tile } from "../../../domain/board";
import { timelinesOf, type Treatment } from "../../../domain/diary";
import { openFindings } from "../../../domain/findings-to-report";
import type { NamedTopics } from "../../../domain/topic-names";
import { answerTimes } from "../../../state/clock";
import { entriesOf, statesIn } from "../../../state/diary";
import { repliesAbout } from "../../../state/replies";

type Treatments = readonly [Treatment, ...Treatment[]];

/** The tiles of all current treatments, each by every version of its sheet that counts. */
export function tilesOf(treatments: Treatments, tree: NamedTopics): readonly Tile[] {
  const [first, ...others] = treatments.flatMap((treatment) => timelinesOf(treatment).map((timeline): BoardSheet => {
    const findings = openFindings(timeline, entriesOf(treatment.id), repliesAbout(treatment.id));
    return { treatmentId: treatment.id, timeline, states: statesIn({ id: treatment.id, timeline }), findings };
  }));
  return first ? board([first, ...others], tree, answerTimes.value) : [];
}
