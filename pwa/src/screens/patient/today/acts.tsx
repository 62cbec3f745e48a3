import { useState } from "preact/hooks";
import { actsToReport, broughtBy } from "../../../domain/acts";
import { isRecentReport, lastReport } from "../../../domain/reports";
import type { Milestone } from "../../../domain/timeline";
import type { Treatment } from "../../../domain/diary";
import { actsOf } from "../../../domain/reported-states";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { entries, states } from "../../../state/diary";
import { Button } from "../../../ui";
import { ActButton } from "../act-button";
import { reportText } from "../act-labels";
import { whenText } from "../format";
import { Says } from "../says";
import "./acts.css";
import { CorrectReport, reportsAt, type Correcting } from "./reports";

/** Buttons for the acts that the sheet waits for, the latest reports, and what those lead to. */
export function Acts({ treatment }: { treatment: Treatment }) {
  const [correcting, setCorrecting] = useState<Correcting | null>(null);
  const awaited = actsToReport(treatment.timeline, now.value, states.value);
  const reported = reportedActs();
  if (!awaited.length && !reported.length) return null;
  return (
    <section class="stack-s">
      {awaited.length > 0 && (
        <>
          <h2 class="unseen">{t("patient.act.title")}</h2>
          <div class="acts__buttons">
            {awaited.map((act) => (
              <ActButton key={act} act={act} treatment={treatment} />
            ))}
          </div>
        </>
      )}
      {reported.map((act) => (
        <ReportedAct key={act} act={act} treatment={treatment} onChange={setCorrecting} />
      ))}
      {correcting && <CorrectReport correcting={correcting} treatment={treatment} onClose={() => setCorrecting(null)} />}
    </section>
  );
}

/** The acts of the last hours, the latest first. */
function reportedActs(): readonly string[] {
  const recent = entries.value.filter((entry) => isRecentReport(entry, now.value)).toReversed();
  return [...new Set(recent.flatMap(({ document }) => actsOf(document)))];
}

interface ReportedActProps {
  readonly act: string;
  readonly treatment: Treatment;
  readonly onChange: (correcting: Correcting) => void;
}

function ReportedAct({ act, treatment: { timeline }, onChange }: ReportedActProps) {
  const reported = { kind: "acts", name: act } as const;
  const entry = lastReport(entries.value, reported);
  if (!entry) return null;
  const at = Date.parse(entry.occurred_at);
  const what = reportText(reported, []);
  return (
    <div class="card card--teal acts__report">
      <div class="spread">
        <span>
          <strong>{what}</strong> <span class="soft small">{whenText(at)}</span>
        </span>
        <Button kind="plain" icon="edit" label={t("patient.act.change-what", { what })} onClick={() => onChange({ reported, what, at, entries: reportsAt(reported, at) })}>
          {t("patient.act.change")}
        </Button>
      </div>
      <Brought milestones={broughtBy(act, timeline, now.value, states.value)} treatment={timeline} />
    </div>
  );
}

function Brought({ milestones, treatment: { windows } }: { milestones: readonly Milestone[]; treatment: Treatment["timeline"] }) {
  if (!milestones.length) return null;
  return (
    <ul class="stack-s">
      {milestones.map(({ at, kind, rule_id }) => {
        const rule = windows.find((window) => window.rule.id === rule_id)?.rule;
        return (
          <li key={kind + rule_id}>
            <strong class="cap">{t(kind === "begins" ? "patient.act.from" : "patient.act.until", { when: whenText(Date.parse(at)) })}</strong>{" "}
            {rule && <Says rule={rule} />}
          </li>
        );
      })}
    </ul>
  );
}
