import { useEffect, useState } from "preact/hooks";
import { t } from "../../../i18n";
import { Button, Choice, Pill } from "../../../ui";
import { Preview } from "../preview";
import type { SheetPreview } from "../use-sheet-preview";
import { summary, undecided } from "./content";
import { SheetDetails } from "./details";
import { Panel } from "./panel";
import { Legend, SheetText } from "./sentences";
import type { Desk } from "./use-desk";

const TABS = ["rules", "details", "preview"] as const;
type Tab = (typeof TABS)[number];

/** The text at the left; at the right the rules of what is selected, the details of the sheet, or the preview. */
export function Workbench({ desk, preview }: { desk: Desk; preview: SheetPreview }) {
  const [tab, setTab] = useState<Tab>("rules");
  const wide = useWide();
  const selecting: Desk = { ...desk, select: (selection) => { setTab("rules"); desk.select(selection); } };
  const rules = (): preact.JSX.Element => <Panel desk={selecting} />;
  const shown = tab === "details" ? <SheetDetails desk={desk} /> : tab === "preview" ? <Preview preview={preview} tree={desk.tree} sheet={desk.content.document} /> : rules();
  return (
    <>
      <Progress desk={selecting} />
      <div class="desk">
        <section class="desk__text" aria-label={t("practitioner.desk.text")}>
          {desk.content.original && <Legend />}
          <SheetText desk={selecting} below={wide || tab !== "rules" ? null : rules} />
        </section>
        <aside class="desk__side">
          <Choice quietLegend legend={t("practitioner.desk.side")} options={TABS.map((each) => ({ value: each, label: t(`practitioner.desk.tab.${each}`) }))} value={tab} onChange={setTab} />
          {(wide || tab !== "rules") && shown}
        </aside>
      </div>
    </>
  );
}

/** How many sentences still need the author, and the way to the next one. */
function Progress({ desk }: { desk: Desk }) {
  const { content, fixed } = desk;
  const open = undecided(content);
  const { sentences } = summary(content);
  if (fixed || !content.original) return null;
  const current = desk.selected && "sentence" in desk.selected ? desk.selected.sentence : -1;
  const next = open.find((at) => at > current) ?? open[0];
  return (
    <div class="desk-progress" role="status">
      <progress max={sentences} value={sentences - open.length} aria-label={t("practitioner.desk.progress")} />
      {open.length === 0 ? <Pill tone="teal" icon="yes">{t("practitioner.desk.all-decided")}</Pill> : <span>{t("practitioner.desk.open", { count: open.length })}</span>}
      {next !== undefined && <Button kind="quiet" icon="down" onClick={() => goTo(desk, next)}>{t("practitioner.desk.next")}</Button>}
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
