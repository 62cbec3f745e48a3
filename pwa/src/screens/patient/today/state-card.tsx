import { Card, lazy } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import type { TodayItem } from "../../../domain/today";
import { SKIN_STATES } from "../../../domain/vocabulary";
import { mayAsk } from "../../../domain/waiting";
import { loadMessages } from "../../../i18n";
import { now } from "../../../state/clock";
import { entries } from "../../../state/diary";

const ConfirmState = lazy(async () => {
  const [{ ConfirmState: Loaded }] = await Promise.all([import("../confirm-state"), loadMessages("patient")]);
  return Loaded;
});

/** Asks for a state of the skin on which alone a rule still depends: one at a time, at most once a day. */
export function StateCard({ treatment, items }: { treatment: Treatment; items: readonly TodayItem[] }) {
  const held = items.filter((item) => (item.until ?? 0) <= now.value);
  const state = SKIN_STATES.find(
    (each) => held.some((item) => item.dependsOn.includes(each)) && mayAsk(each, entries.value, now.value),
  );
  if (!state) return null;
  return (
    <Card tone="ochre">
      <ConfirmState treatment={treatment} gate={state} />
    </Card>
  );
}
