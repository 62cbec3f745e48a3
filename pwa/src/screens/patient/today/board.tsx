import { useState } from "preact/hooks";
import type { Tile } from "../../../domain/board";
import type { Treatment } from "../../../domain/diary";
import { drawingsOf, shortOf, type NamedTopics } from "../../../domain/topic-names";
import { language, loadMessages, t } from "../../../i18n";
import { dayAndMonth } from "../../../i18n/dates";
import { useLoaded } from "../../../state/loaded";
import { topics, topicsProblem } from "../../../state/topic-tree";
import { ActionError, BottomSheet, Icon, lazy, Link, Skeleton } from "../../../ui";
import { TopicIcon } from "../../../ui/topic-icon";
import { areaLabel } from "../../labels";
import { loadTopics } from "../../use-topics";
import { treeOf } from "../ask/tree-of";
import { VERDICTS } from "../ask/verdicts";
import { saysText } from "./board-text";
import { breakable } from "./soft-hyphens";

/** Loaded after the board: nobody taps before it is there. */
const TopicReply = lazy(async () => {
  const [{ TopicReply: Loaded }] = await Promise.all([import("../ask/topic-reply"), loadMessages("patient", "answers")]);
  return Loaded;
}, Waiting);

interface BoardProps {
  readonly title: string;
  readonly tiles: readonly Tile[];
  readonly treatments: readonly [Treatment, ...Treatment[]];
  readonly tree: NamedTopics;
}

/** What the patient may do now, one tile per topic. A tap opens the rule, its place, and how the answer changes. */
export function Board({ title, tiles, treatments, tree }: BoardProps) {
  const [topic, setTopic] = useState<string | null>(null);
  if (!tiles.length) return null;
  return (
    <section class="stack-s" aria-label={title}>
      <div class="spread today__head">
        <h2>{title}</h2>
        <Link href="/timeline">{t("patient.board.all")}</Link>
      </div>
      <ul class="board">
        {tiles.map((tile) => (
          <li key={tile.topic}>
            <TileButton tile={tile} place={placeOf(tile, treatments)} tree={tree} onTap={() => setTopic(tile.topic)} />
          </li>
        ))}
      </ul>
      <BottomSheet open={topic !== null} title={topic === null ? "" : shortOf(tree, topic, language.value)} onClose={() => setTopic(null)}>
        {topic !== null && <Reply topic={topic} treatments={treatments} />}
      </BottomSheet>
    </section>
  );
}

/** The reply about a topic. It needs the whole tree, where the board only needs names. */
function Reply({ topic, treatments }: { topic: string; treatments: BoardProps["treatments"] }) {
  const [, again] = useLoaded(loadTopics);
  if (topics.value) return <TopicReply topic={topic} treatments={treatments} tree={treeOf(treatments, topics.value)} />;
  return topicsProblem.value === undefined ? <Waiting /> : <ActionError problem={topicsProblem.value} retry={again} />;
}

function Waiting() {
  return <Skeleton lines={5} />;
}

interface TileProps {
  readonly tile: Tile;
  readonly place: string | undefined;
  readonly tree: NamedTopics;
  readonly onTap: () => void;
}

function TileButton({ tile: { topic, kind, says }, place, tree, onTap }: TileProps) {
  const { tone, icon } = VERDICTS[kind];
  const isPartly = says.form === "except" || says.form === "depends";
  return (
    <button type="button" class={`tile tile--${tone}`} onClick={onTap}>
      <span class="tile__icons">
        <TopicIcon names={drawingsOf(tree, topic)} />
        <span class="tile__verdict">
          <Icon name={isPartly ? "only" : icon} small />
        </span>
      </span>
      <span class="tile__name">{breakable(shortOf(tree, topic, language.value))}</span>{" "}
      <span class="tile__says">
        {says.form === "until" && <Unseen text={t("patient.board.closed")} />}
        {says.form === "once" && <Unseen text={t("patient.board.closed-once")} />}
        {saysText(says, tree)}
      </span>
      {place !== undefined && <span class="tile__place">{place}</span>}
    </button>
  );
}

/** What the icon says to those who see it. */
function Unseen({ text }: { text: string }) {
  return (
    <>
      <span class="unseen">{text}</span>{" "}
    </>
  );
}

/** Where the treatment was that a tile speaks of: "Neck", or its day; undefined if there is only one. */
function placeOf({ treatmentId }: Tile, treatments: BoardProps["treatments"]): string | undefined {
  const treatment = treatments.find(({ id }) => id === treatmentId);
  if (treatments.length === 1 || !treatment) return undefined;
  const [area] = treatment.applied.areas;
  return area ? areaLabel(area.area) : dayAndMonth(treatment.treated_at, treatment.time_zone);
}
