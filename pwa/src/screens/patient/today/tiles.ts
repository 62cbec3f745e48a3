import { isByCall } from "../../../domain/assessment";
import { board, type BoardSheet, type Tile } from "../../../domain/board";
import { timelinesOf, type Treatment } from "../../../domain/diary";
import { openFindings } from "../../../domain/findings-to-report";
import type { NamedTopics } from "../../../domain/topic-names";
import { answerTimes } from "../../../state/clock";
import { entriesOf, statesIn } from "../../../state/diary";
import { repliesAbout } from "../../../state/replies";

type Treatments = readonly [Treatment, ...Treatment[]];

/** Whether a sheet wants the patient to report something that is still open: then the practitioner is asked before anything else. */
export function asksToReport(treatments: Treatments): boolean {
  return sheetsOf(treatments).some(({ findings }) => findings.some(isByCall));
}

/** The tiles of all current treatments, each by every version of its sheet that counts. */
export function tilesOf(treatments: Treatments, tree: NamedTopics): readonly Tile[] {
  const [first, ...others] = sheetsOf(treatments);
  return first ? board([first, ...others], tree, answerTimes.value) : [];
}

function sheetsOf(treatments: Treatments): readonly BoardSheet[] {
  return treatments.flatMap((treatment) => timelinesOf(treatment).map((timeline): BoardSheet => {
    const findings = openFindings(timeline, entriesOf(treatment.id), repliesAbout(treatment.id));
    return { treatmentId: treatment.id, timeline, states: statesIn({ id: treatment.id, timeline }), findings };
  }));
}
