import { useState } from "preact/hooks";
import { ButtonLink, lazy, Screen } from "../../../ui";
import { timelinesOf, type Treatment } from "../../../domain/diary";
import type { TimelineRule } from "../../../domain/timeline";
import { listedAtAny, stricterToday, todayOfBoth } from "../../../domain/stricter-today";
import { DONE } from "../../../domain/reported-states";
import { today, type TodayItem } from "../../../domain/today";
import { waitingForSkin } from "../../../domain/waiting";
import { loadMessages, t } from "../../../i18n";
import { answerTimes } from "../../../state/clock";
import { statesIn, states, syncState } from "../../../state/diary";
import { ClockBanner } from "../clock-banner";
import { SheetUpdateBanner } from "../sheet-change/update-banner";
import { SyncPill } from "../sync-pill";
import { Attention, CheckInCard, Course, NextChange, ReplyCard, Shared } from "./cards";
import { Hours } from "./hours";
import { RuleList } from "./rule-list";
import { StateCard } from "./state-card";
import "../patient.css";

/** Loaded after the first screen, which is early enough for the first tap. */
const RuleDialog = lazy(async () => (await import("../rule-dialog")).RuleDialog);

/** Loaded after the first screen, with its texts: most diaries have no finding. */
const OpenFindings = lazy(async () => {
  await loadMessages("patient");
  return (await import("./open-findings")).OpenFindings;
});

const Acts = lazy(async () => {
  await loadMessages("patient");
  return (await import("./acts")).Acts;
});
const DoneButton = lazy(async () => {
  await loadMessages("patient");
  return (await import("./done-button")).DoneButton;
});
/** Needed only once a duty was done. */
const DutiesAfterReports = lazy(async () => {
  await loadMessages("patient");
  return (await import("./duties-after-reports")).DutiesAfterReports;
});

/** Today for one treatment. It only reads signals, so that an author's preview can show it for a made-up treatment. */
export function Now({ treatment }: { treatment: Treatment }) {
  const [rule, setRule] = useState<TimelineRule | null>(null);
  const versions = timelinesOf(treatment).map((timeline) => ({ timeline, reported: statesIn({ id: treatment.id, timeline }) }));
  const [current, corrected] = versions.map(({ timeline, reported }) => stricterToday(answerTimes.value, (now) => today(timeline, now, reported)));
  if (!current) return null;
  const view = corrected ? todayOfBoth(current, corrected) : current;
  const duties = (items: readonly TodayItem[]) => (
    <RuleList kind="do" items={items} onRule={setRule} control={(duty) => canBeDone(duty) && <DoneButton treatment={treatment} rule={duty} />} />
  );
  const held = listedAtAny(answerTimes.value, ...versions.map(({ timeline, reported }) => (now: number) => waitingForSkin(timeline, now, reported)));
  return (
    <Screen title={t("patient.today.title")} quietTitle beside={<Top />}>
      <Hours treatment={treatment} view={view} />
      <ClockBanner />
      <Attention />
      <ReplyCard />
      <OpenFindings treatment={treatment} />
      <CheckInCard treatment={treatment} />
      <Acts treatment={treatment} />
      <SheetUpdateBanner treatment={treatment} />
      <StateCard treatment={treatment} items={[...view.leaveAlone, ...held]} />
      {!corrected && <NextChange treatment={treatment} onRule={setRule} />}
      {view.do.some(({ rule: { id } }) => DONE + id in states.value) ? <DutiesAfterReports treatment={treatment} items={view.do} list={duties} /> : duties(view.do)}
      <RuleList kind="leave" items={view.leaveAlone} onRule={setRule} />
      <RuleList kind="wait" items={held} onRule={setRule} />
      <Course items={view.expect} onRule={setRule} />
      <Shared treatment={treatment} />
      <RuleDialog rule={rule} onClose={() => setRule(null)} />
    </Screen>
  );
}

/** A duty that applies always, or as needed, is never done. */
function canBeDone({ every }: TimelineRule): boolean {
  return every !== "always" && every !== "as needed";
}

function Top() {
  return (
    <span class="today__top">
      <SyncPill state={syncState.value} />
      <ButtonLink href="/settings" kind="plain" icon="settings">
        <span class="unseen">{t("common.nav.settings")}</span>
      </ButtonLink>
    </span>
  );
}
