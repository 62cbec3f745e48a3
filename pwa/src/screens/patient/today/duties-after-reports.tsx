import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { doneNow, stillToDo } from "../../../domain/duties";
import type { Treatment } from "../../../domain/diary";
import type { TodayItem } from "../../../domain/today";
import type { Window } from "../../../domain/timeline";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { states } from "../../../state/diary";
import { Row, Rows } from "../../../ui";
import { everyText, whenText } from "../format";
import { textOf } from "../sheet-language";
import { CorrectReport, reportsAt, type Correcting } from "./correct-report";

interface DutiesProps {
  readonly treatment: Treatment;
  readonly items: readonly TodayItem[];
  /** Shows the duties that are still to be done. */
  readonly list: (items: readonly TodayItem[]) => ComponentChildren;
}

/** The duties of today without those that were done, and those that were done with the next time. */
export function DutiesAfterReports({ treatment, items, list }: DutiesProps) {
  return (
    <>
      {list(stillToDo(items, treatment.timeline, now.value, states.value))}
      <DoneDuties treatment={treatment} items={items} />
    </>
  );
}

/** A tap opens a dialog to correct the time or take the report back. */
function DoneDuties({ treatment, items }: { treatment: Treatment; items: readonly TodayItem[] }) {
  const [correcting, setCorrecting] = useState<Correcting | null>(null);
  const { windows, time_zone } = treatment.timeline;
  const done = items.flatMap(({ rule }) => {
    const window = windows.find((each) => each.rule.id === rule.id);
    const report = window && doneNow(window, now.value, states.value, time_zone);
    return report ? [{ window, report }] : [];
  });
  if (!done.length) return null;
  return (
    <section class="stack-s">
      <h2>{t("patient.duty.done")}</h2>
      <Rows label={t("patient.duty.done")}>
        {done.map(({ window: { rule }, window, report: { at, again } }) => {
          const { says, lang } = textOf(rule);
          const reported = { kind: "duties_done", name: rule.id } as const;
          return (
            <Row
              key={rule.id}
              icon="yes"
              title={says}
              lang={lang}
              detail={[whenText(at), nextText(window, again)].filter((text) => text !== "").join(" · ")}
              onClick={() => setCorrecting({ reported, what: says, at, entries: reportsAt(reported, at) })}
            />
          );
        })}
      </Rows>
      <CorrectReport correcting={correcting} treatment={treatment} onClose={() => setCorrecting(null)} />
    </section>
  );
}

/** "next time: tomorrow", "every time you wash"; empty for what is done for good. */
function nextText({ rule: { every = "" } }: Window, again: number | null): string {
  if (every.startsWith("each ")) return everyText(every);
  return again === null ? "" : t("patient.duty.next", { when: whenText(again) });
}
