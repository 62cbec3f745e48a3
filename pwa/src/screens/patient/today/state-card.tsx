import { Card } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import type { TodayItem } from "../../../domain/today";
import { SKIN_STATES } from "../../../domain/vocabulary";
import { now } from "../../../state/clock";
import { told } from "../../../state/diary";
import { TellState } from "../tell-state";

/** When something is held back only by what nobody has told yet, this asks for it, one state at a time. */
export function StateCard({ treatment, items }: { treatment: Treatment; items: readonly TodayItem[] }) {
  const held = items.filter((item) => !item.sure && (item.until ?? 0) <= now.value);
  const state = SKIN_STATES.find((each) => told.value[each] === undefined && held.some((item) => item.dependsOn.includes(each)));
  if (!state) return null;
  return (
    <Card tone="ochre">
      <TellState treatment={treatment} gate={state} />
    </Card>
  );
}
