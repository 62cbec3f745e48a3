import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { SaveState } from "../../../actions/sheet-autosave";
import { t } from "../../../i18n";
import { Banner, Choice } from "../../../ui";
import { CheckProblem } from "../check-problem";
import { HeatMap, Preview } from "../preview";
import type { SheetPreview } from "../use-sheet-preview";
import { SheetDetails } from "./details";
import { Panel } from "./panel";
import { Progress } from "./progress";
import { Legend, SheetText } from "./sentences";
import type { Desk } from "./use-desk";
import { useBarHeight } from "./use-bar-height";
import { tooManyRules } from "./whole-problems";

const TABS = ["rules", "details", "preview", "map"] as const;
type Tab = (typeof TABS)[number];

interface WorkbenchProps {
  readonly desk: Desk;
  readonly preview: SheetPreview;
  /** Where the last change is saved. */
  readonly save: SaveState;
  /** Actions for the whole sheet; they stay in view. */
  readonly actions: ComponentChildren;
  /** Less common actions, below the details of the sheet. */
  readonly details: ComponentChildren;
}

/** The text with its rules, the details of the sheet, the preview, or the map of answers. */
export function Workbench({ desk, preview, save, actions, details }: WorkbenchProps) {
  const [tab, setTab] = useState<Tab>("rules");
  const bar = useRef<HTMLDivElement>(null);
  useBarHeight(bar);
  const show = (next: Tab): void => {
    if (next !== tab) desk.hideDone();
    setTab(next);
  };
  const selecting: Desk = { ...desk, select: (selection) => { setTab("rules"); desk.select(selection); } };
  const parts = { preview, tree: desk.tree, sheet: desk.content.document };
  // offline, the typed text is safe on this device
  const isRefused = preview.problem !== undefined && preview.problem !== "offline";
  const tooMany = desk.fixed ? null : tooManyRules(desk.content);
  return (
    <>
      <div class="desk-bar" ref={bar}>
        <Choice quietLegend legend={t("practitioner.desk.side")} options={TABS.map((each) => ({ value: each, label: t(`practitioner.desk.tab.${each}`) }))} value={tab} onChange={show} />
        <Progress desk={selecting} save={save} actions={actions} />
      </div>
      {tooMany && <Banner tone="attention" title={tooMany.title}><p>{tooMany.text}</p></Banner>}
      {isRefused && tab !== "preview" && tab !== "map" && <CheckProblem preview={preview} />}
      {tab === "rules" && <TextAndRules desk={desk} />}
      {tab === "details" && <><SheetDetails desk={desk} />{details}</>}
      {tab === "preview" && <Preview {...parts} original={desk.content.original} />}
      {tab === "map" && <HeatMap {...parts} onShow={() => show("preview")} />}
    </>
  );
}

/** The text on the left, and the rules of the selection on the right or, on a narrow screen, below it. */
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
