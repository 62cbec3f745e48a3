import { useState } from "preact/hooks";
import { ButtonLink, lazy, Screen } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import type { TimelineRule } from "../../../domain/timeline";
import { listedAtAny, stricterToday } from "../../../domain/stricter-today";
import { today } from "../../../domain/today";
import { waitingForSkin } from "../../../domain/waiting";
import { loadMessages, t } from "../../../i18n";
import { answerTimes } from "../../../state/clock";
import { syncState, states } from "../../../state/diary";
import { ClockBanner } from "../clock-banner";
import { RuleDialog } from "../rule-dialog";
import { SheetUpdateBanner } from "../sheet-change/update-banner";
import { SyncPill } from "../sync-pill";
import { Attention, CheckInCard, Course, NextChange, ReplyCard, Shared } from "./cards";
import { Hours } from "./hours";
import { RuleList } from "./rule-list";
import { StateCard } from "./state-card";
import "../patient.css";

/** Loaded after the first screen, with its texts: most diaries have no finding. */
const OpenFindings = lazy(async () => {
  await loadMessages("patient");
  return (await import("./open-findings")).OpenFindings;
});

/** Today for one treatment. It only reads signals, so that an author's preview can show it for a made-up treatment. */
export function Now({ treatment }: { treatment: Treatment }) {
  const [rule, setRule] = useState<TimelineRule | null>(null);
  const { timeline } = treatment;
  const view = stricterToday(answerTimes.value, (now) => today(timeline, now, states.value));
  const held = listedAtAny(answerTimes.value, (now) => waitingForSkin(timeline, now, states.value));
  return (
    <Screen title={t("patient.today.title")} quietTitle beside={<Top />}>
      <Hours treatment={treatment} view={view} />
      <ClockBanner />
      <Attention />
      <ReplyCard />
      <OpenFindings treatment={treatment} />
      <CheckInCard treatment={treatment} />
      <SheetUpdateBanner treatment={treatment} />
      <StateCard treatment={treatment} items={[...view.leaveAlone, ...held]} />
      <NextChange treatment={treatment} onRule={setRule} />
      <RuleList kind="do" items={view.do} onRule={setRule} />
      <RuleList kind="leave" items={view.leaveAlone} onRule={setRule} />
      <RuleList kind="wait" items={held} onRule={setRule} />
      <Course items={view.expect} onRule={setRule} />
      <Shared treatment={treatment} />
      <RuleDialog rule={rule} onClose={() => setRule(null)} />
    </Screen>
  );
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
