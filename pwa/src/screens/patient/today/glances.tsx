import { useEffect, useState } from "preact/hooks";
import type { Tile } from "../../../domain/board";
import { isBetweenTreatments } from "../../../domain/course-progress";
import { timelinesOf, type Treatment } from "../../../domain/diary";
import { listedAtAny } from "../../../domain/stricter-today";
import type { TimelineRule } from "../../../domain/timeline";
import type { NamedTopics } from "../../../domain/topic-names";
import { waitingForSkin } from "../../../domain/waiting";
import { t } from "../../../i18n";
import { answerTimes } from "../../../state/clock";
import { currentTreatments } from "../../../state/current-treatments";
import { statesIn } from "../../../state/diary";
import { useLoaded } from "../../../state/loaded";
import { firstScreenIsUsable } from "../../../state/first-screen";
import { loadNamedTopics } from "../../../state/topic-names";
import { namedTopics, topicsProblem } from "../../../state/topic-tree";
import { ActionError } from "../../../ui";
import { treeOf } from "../ask/tree-of";
import { RuleDialog } from "../rule-dialog";
import { viewOfToday } from "../view-of-today";
import { Acts } from "./acts";
import { BetweenTreatments } from "./between";
import { Board } from "./board";
import { BoardSkeleton } from "./board-skeleton";
import { Duties } from "./duties";
import { Expected } from "./expected";
import { NextTreatmentRow } from "./next-treatment-row";
import { StateCard } from "./state-card";
import { asksToReport, tilesOf } from "./tiles";
import { UnreadRow } from "./unread-row";
import "./today.css";

/** All of Today that needs the topics: the board, then what to do and to expect; after the course what comes next. */
export function Glances({ treatment }: { treatment: Treatment }) {
  const [, again] = useLoaded(loadNamedTopics);
  const treatments = [treatment, ...currentTreatments.value.filter(({ id }) => id !== treatment.id)] as const;
  const tree = namedTopics.value && treeOf(treatments, namedTopics.value);
  const tiles = tree && tilesOf(treatments, tree);
  const isOver = treatments.every(isOverNow);
  const isShown = tiles !== undefined || topicsProblem.value !== undefined;
  useEffect(() => {
    if (isShown) firstScreenIsUsable();
  }, [isShown]);
  return (
    <>
      {topicsProblem.value !== undefined && <ActionError problem={topicsProblem.value} retry={again} />}
      {!tiles && topicsProblem.value === undefined && <BoardSkeleton />}
      {isOver && <BetweenTreatments treatment={treatment} />}
      {tree && tiles && <Board title={t(isOver ? "patient.between.always" : "patient.board.title")} tiles={isOver ? tiles.filter(isStanding) : tiles} treatments={treatments} tree={tree} />}
      {treatments.map((each) => <UnreadRow key={each.id} treatment={each} />)}
      {!isOver && <During treatment={treatment} tree={tree} askFirst={asksToReport(treatments)} />}
    </>
  );
}

/** Whether every version of the sheet that counts has come to the end of its course, by every clock. */
function isOverNow(treatment: Treatment): boolean {
  return timelinesOf(treatment).every((timeline) => answerTimes.value.every((now) => isBetweenTreatments(timeline, now, statesIn({ id: treatment.id, timeline }))));
}

/** Whether a tile speaks of a rule that goes on after the course. */
function isStanding({ kind }: Tile): boolean {
  return ["no", "not-yet", "only", "yes"].includes(kind);
}

/** What to do and to expect while the course of the sheet runs. */
function During({ treatment, tree, askFirst }: { treatment: Treatment; tree: NamedTopics | undefined; askFirst: boolean }) {
  const [rule, setRule] = useState<TimelineRule | null>(null);
  const versions = timelinesOf(treatment).map((timeline) => ({ timeline, reported: statesIn({ id: treatment.id, timeline }) }));
  const view = viewOfToday(treatment);
  const held = listedAtAny(answerTimes.value, ...versions.map(({ timeline, reported }) => (now: number) => waitingForSkin(timeline, now, reported)));
  return (
    <>
      <Acts treatment={treatment} />
      <StateCard treatment={treatment} items={[...view.leaveAlone, ...held]} />
      <Duties treatment={treatment} items={view.do} tree={tree} askFirst={askFirst} onRule={setRule} />
      <Expected treatment={treatment} items={view.expect} onRule={setRule} />
      <NextTreatmentRow treatment={treatment} />
      <RuleDialog rule={rule} onClose={() => setRule(null)} />
    </>
  );
}
