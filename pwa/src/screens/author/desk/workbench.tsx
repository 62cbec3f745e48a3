import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n";
import { Button, Choice, Pill } from "../../../ui";
import { CheckProblem } from "../check-problem";
import { HeatMap, Preview } from "../preview";
import type { SheetPreview } from "../use-sheet-preview";
import { summary, undecided } from "./content";
import { SheetDetails } from "./details";
import { Panel } from "./panel";
import { Legend, SheetText } from "./sentences";
import type { Desk } from "./use-desk";

const TABS = ["rules", "details", "preview", "map"] as const;
type Tab = (typeof TABS)[number];

interface WorkbenchProps {
  readonly desk: Desk;
  readonly preview: SheetPreview;
  /** What can be done with the whole sheet; it stays in view. */
  readonly actions: ComponentChildren;
  /** Less common actions, below its details. */
  readonly details: ComponentChildren;
}

/** The text with its rules, the details of the sheet, the preview, or the map of answers. */
export function Workbench({ desk, preview, actions, details }: WorkbenchProps) {
  const [tab, setTab] = useState<Tab>("rules");
  const selecting: Desk = { ...desk, select: (selection) => { setTab("rules"); desk.select(selection); } };
  const parts = { preview, tree: desk.tree, sheet: desk.content.document };
  const isRefused = preview.problem !== undefined && preview.problem !== "offline"; // offline, what is typed is safe here
  return (
    <>
      <div class="desk-bar">
        <Choice quietLegend legend={t("practitioner.desk.side")} options={TABS.map((each) => ({ value: each, label: t(`practitioner.desk.tab.${each}`) }))} value={tab} onChange={setTab} />
        <Progress desk={selecting} actions={actions} />
      </div>
      {isRefused && tab !== "preview" && tab !== "map" && <CheckProblem preview={preview} />}
      {tab === "rules" && <TextAndRules desk={desk} />}
      {tab === "details" && <><SheetDetails desk={desk} />{details}</>}
      {tab === "preview" && <Preview {...parts} />}
      {tab === "map" && <HeatMap {...parts} onShow={() => setTab("preview")} />}
    </>
  );
}

/** The text at the left, the rules of what is selected at the right; on a narrow screen, below it. */
function TextAndRules({ desk }: { desk: Desk }) {
  const wide = useWide();
  const side = useRef<HTMLElement>(null);
  useEffect(() => {
    if (side.current) side.current.scrollTop = 0;
  }, [JSON.stringify(desk.selected)]);
  const rules = () => <Panel desk={desk} />;
  return (
    <div class="desk">
      <section class="desk__text" aria-label={t("practitioner.desk.text")}>
        {desk.content.original && <Legend />}
        <SheetText desk={desk} below={wide ? null : rules} />
      </section>
      {wide && <aside class="desk__side" ref={side} aria-label={t("practitioner.desk.side-label")}>{rules()}</aside>}
    </div>
  );
}

/** How many sentences still need the author, and the way to the next one. */
function Progress({ desk, actions }: Pick<WorkbenchProps, "desk" | "actions">) {
  const { content, fixed } = desk;
  const open = undecided(content);
  const { sentences } = summary(content);
  const counted = !fixed && content.original !== null;
  const current = desk.selected && "sentence" in desk.selected ? desk.selected.sentence : -1;
  const next = open.find((at) => at > current) ?? open[0];
  return (
    <div class="desk-progress">
      {counted && <Count open={open.length} sentences={sentences} />}
      <div class="desk-progress__actions">
        {counted && next !== undefined && <Button kind="quiet" icon="down" onClick={() => goTo(desk, next)}>{t("practitioner.desk.next")}</Button>}
        {actions}
      </div>
    </div>
  );
}

function Count({ open, sentences }: { open: number; sentences: number }) {
  return (
    <div class="desk-progress__count" role="status">
      <progress max={sentences} value={sentences - open} aria-label={t("practitioner.desk.progress")} />
      {open === 0 ? <Pill tone="teal" icon="yes">{t("practitioner.desk.all-decided")}</Pill> : <span>{t("practitioner.desk.open", { count: open })}</span>}
    </div>
  );
}

/** Select a sentence and scroll to it. */
export function goTo(desk: Desk, sentence: number): void {
  desk.select({ sentence });
  requestAnimationFrame(() => document.getElementById(`sentence-${sentence}`)?.scrollIntoView({ block: "center" }));
}

const WIDE = "(min-width: 48rem)";

/** Whether text and rules fit side by side. */
function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const media = matchMedia(WIDE);
    const follow = (): void => setWide(media.matches);
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, []);
  return wide;
}
