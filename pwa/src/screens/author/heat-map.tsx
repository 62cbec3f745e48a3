import { useEffect, useMemo, useState } from "preact/hooks";
import type { Timeline } from "../../domain/timeline";
import type { Verb } from "../../domain/vocabulary";
import { shortOf } from "../../domain/topics";
import { extendedTree } from "../../domain/topics-extended";
import { language, t } from "../../i18n";
import { Button, Card, Skeleton } from "../../ui";
import { CheckProblem } from "./check-problem";
import { HeatDetail } from "./heat-detail";
import { issuesByRule, slotsOf, type Course, type HeatCell } from "./heat-rows";
import { HeatLegend } from "./heat-legend";
import { HeatTable, type Picked } from "./heat-table";
import type { HeatMapProps } from "./preview";
import { useHeatRows, type HeatRows } from "./use-heat-rows";
import { USUAL_TOPICS } from "./usual-topics";
import "./heat.css";

/** What the sheet answers to the usual questions, hour by hour. A cell that is tapped moves the preview there. */
export function HeatMapPanel({ preview, tree, onShow }: HeatMapProps) {
  const { timeline } = preview;
  return (
    <Card title={t("practitioner.heat.title")} icon="timeline">
      <p class="soft">{t("practitioner.heat.lead")}</p>
      <CheckProblem preview={preview} />
      {timeline && <Map preview={preview} tree={tree} timeline={timeline} {...(onShow ? { onShow } : {})} />}
    </Card>
  );
}

type MapProps = Omit<HeatMapProps, "sheet"> & { readonly timeline: Timeline };

function Map({ preview: { report, reports, hour, goTo }, tree, timeline, onShow }: MapProps) {
  const issues = report?.issues;
  const course = useMemo((): Course => {
    const whole = extendedTree(tree, timeline.topics);
    return { timeline, tree: whole, reports, slots: slotsOf(timeline, reports), issues: issuesByRule(issues ?? []) };
  }, [timeline, tree, reports, issues]);
  const topics = useMemo(() => topicsOf(course), [course]);
  const { rows, ready } = useHeatRows(course, topics);
  const [picked, pick] = useState<Picked | null>(null);
  useEffect(() => pick(null), [course]);
  const show = (at: number): void => {
    goTo(at);
    onShow?.();
  };
  const nameOf = (topic: string): string => shortOf(course.tree, topic, language.value);
  return (
    <div class="stack heat__map" aria-busy={!ready}>
      <div role="status">{ready ? <Silences rows={rows} nameOf={nameOf} /> : <Skeleton lines={1} />}</div>
      <HeatLegend />
      <p class="heat__aside small soft">{t("practitioner.heat.aside")}</p>
      <div class="heat__both">
        <HeatTable course={course} topics={topics} rows={rows} hour={hour} nameOf={nameOf} onPick={pick} onJump={goTo} />
        <HeatDetail course={course} picked={picked} nameOf={nameOf}>
          {onShow && picked && (
            <Button kind="quiet" icon="phone" onClick={() => show(picked.hour)}>{t("practitioner.heat.show")}</Button>
          )}
        </HeatDetail>
      </div>
    </div>
  );
}

const MAY: readonly Verb[] = ["avoid", "only", "allow", "do"];

/** The usual topics that the tree has, and those that only this sheet has, as far as one can ask "Can I …?" about them. */
function topicsOf({ timeline, tree }: Course): readonly string[] {
  const asked = new Set(timeline.windows.flatMap(({ rule }) => (MAY.includes(rule.verb) ? rule.topics : [])));
  const own = (timeline.topics ?? []).map(({ id }) => id).filter((id) => asked.has(id));
  return [...new Set([...USUAL_TOPICS, ...own])].filter((topic) => tree.lineage.has(topic));
}

interface SilencesProps {
  readonly rows: HeatRows;
  readonly nameOf: (topic: string) => string;
}

/** The summary of the map: what the sheet does not mention at all, and where something is open. */
function Silences({ rows, nameOf }: SilencesProps) {
  const names = (holds: (cells: readonly HeatCell[]) => boolean): readonly string[] => [...rows].filter(([, cells]) => holds(cells)).map(([topic]) => nameOf(topic));
  const silent = names((cells) => cells.every(({ kind }) => kind === "unsaid"));
  const partly = names((cells) => cells.every(({ kind }) => kind === "part" || kind === "unsaid") && cells.some(({ kind }) => kind === "part"));
  const open = names((cells) => cells.some((cell) => cell.open.length > 0));
  return (
    <ul class="bullets">
      <li>{t("practitioner.heat.answered", { answered: rows.size - silent.length - partly.length, count: rows.size })}</li>
      {silent.length > 0 && <li>{t("practitioner.heat.silent", { topics: silent.join(", ") })}</li>}
      {partly.length > 0 && <li>{t("practitioner.heat.partly", { topics: partly.join(", ") })}</li>}
      {open.length > 0 && <li><strong>{t("practitioner.heat.open", { topics: open.join(", ") })}</strong></li>}
    </ul>
  );
}
