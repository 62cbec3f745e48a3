import { useEffect, useState } from "preact/hooks";
import { recordAnswer } from "../../../actions/diary/record-answer";
import type { Finding } from "../../../domain/assessment";
import type { Entry, Treatment } from "../../../domain/diary";
import { answerGone, answerStill, isReplyLate, lastReportedAt, openFindings } from "../../../domain/findings-to-report";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { now } from "../../../state/clock";
import { currentTreatments } from "../../../state/current-treatments";
import { entriesOf, openGrants } from "../../../state/diary";
import { repliesAbout } from "../../../state/replies";
import { ActionError, BottomSheet, Button, Icon, lazy, toast } from "../../../ui";
import { FindingReasons, findingText } from "../finding-card";
import { dayText, whenText } from "../format";
import "./findings.css";

/** Loaded where there is a finding. */
const CallSheet = lazy(async () => (await import("./call-sheet")).CallSheet);
const ClinicOpen = lazy(async () => (await import("../clinic-open")).ClinicOpen);

interface FindingsProps {
  readonly treatment: Treatment;
  readonly onKnown: (hasFinding: boolean) => void;
}

/** The findings that stay on top of Today until the patient says that they are gone or the practitioner has answered. */
export function Findings({ treatment, onKnown }: FindingsProps) {
  const [chosen, setChosen] = useState<string>();
  const [calling, setCalling] = useState(false);
  const findings = findingsOf(treatment);
  const hasFinding = findings.length > 0;
  useEffect(() => onKnown(hasFinding), [hasFinding]);
  if (!hasFinding) return null;
  const shown = findings.find((open) => keyOf(open) === chosen) ?? findings[0];
  const isLate = openGrants.value.length > 0 && findings.some((open) => isReplyLate(open.finding, open.treatment, now.value));
  return (
    <section class="card card--plum findings" aria-label={t("patient.finding.title")}>
      {findings.map((open) =>
        open === shown ? (
          <OpenFinding key={keyOf(open)} {...open} />
        ) : (
          <What key={keyOf(open)} finding={open.finding} since={sinceText(open.finding)} onClick={() => setChosen(keyOf(open))} />
        ),
      )}
      {isLate && <p>{t("patient.call.no-reply")}</p>}
      <Button wide icon="call" onClick={() => setCalling(true)}>{t("patient.call.call")}</Button>
      <ClinicOpen treatment={treatment} />
      <p class="small">{t("patient.call.not-emergency")}</p>
      <CallSheet open={calling} treatment={treatment} onClose={() => setCalling(false)} />
    </section>
  );
}

interface Open {
  readonly treatment: Treatment;
  readonly finding: Finding;
}

/** Those of all treatments whose courses overlap. */
function findingsOf(treatment: Treatment): readonly Open[] {
  const others = currentTreatments.value.filter(({ id }) => id !== treatment.id);
  return [treatment, ...others].flatMap((each) => openFindings(each.timeline, entriesOf(each.id), repliesAbout(each.id)).map((finding) => ({ treatment: each, finding })));
}

function keyOf({ finding: { entry_id, symptom, sign, area } }: Open): string {
  return `${entry_id} ${symptom ?? ""} ${sign ?? ""} ${area ?? ""}`;
}

/** What a finding is about and since when, as one line. */
function What({ finding, since, onClick }: { finding: Finding; since: string; onClick: () => void }) {
  return (
    <button type="button" class="findings__what" onClick={onClick}>
      <Icon name="attention" />
      <span>
        <strong>{findingText(finding)}</strong> <small>{since}</small>
      </span>
      <Icon name="next" small />
    </button>
  );
}

/** The finding that can be answered; a tap on it says why it was raised. */
function OpenFinding({ treatment, finding }: Open) {
  const [open, setOpen] = useState(false);
  const diary = entriesOf(treatment.id);
  const what = findingText(finding);
  const still = useAsyncAction(() => recordAnswer(treatment.id, answerStill(finding, diary)), () => toast(t("patient.finding.noted")));
  const gone = useAsyncAction(() => recordAnswer(treatment.id, answerGone(finding, diary)));
  return (
    <div class="findings__one" role="group" aria-label={what}>
      <What finding={finding} since={sinceAndLast(finding, diary)} onClick={() => setOpen(true)} />
      <div class="findings__answers">
        <Button kind="quiet" busy={still.busy} onClick={still.run}>{t("patient.finding.still")}</Button>
        <Button kind="quiet" busy={gone.busy} onClick={gone.run}>{t("patient.finding.gone")}</Button>
      </div>
      <ActionError {...still} />
      <ActionError {...gone} />
      <BottomSheet open={open} title={what} onClose={() => setOpen(false)}>
        <FindingReasons finding={finding} of={treatment} />
      </BottomSheet>
    </div>
  );
}

/** "since Friday" */
function sinceText({ since_at }: Finding): string {
  return t("patient.finding.since", { when: dayText(Date.parse(since_at)) });
}

/** "since Friday · still there today 14:05" */
function sinceAndLast(finding: Finding, diary: readonly Entry[]): string {
  const since = sinceText(finding);
  const last = lastReportedAt(finding, diary);
  return last === finding.since_at ? since : `${since} · ${t("patient.finding.last", { when: whenText(Date.parse(last)) })}`;
}
