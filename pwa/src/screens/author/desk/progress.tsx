import type { ComponentChildren } from "preact";
import type { SaveState } from "../../../actions/sheet-autosave";
import { t } from "../../../i18n";
import { Button, Pill } from "../../../ui";
import { summary } from "./content";
import { nextThing, openThings, openWords, type OpenThing } from "./open-things";
import { SavedPill } from "./save-state";
import type { Desk, Done } from "./use-desk";
import { wholeProblems } from "./whole-problems";

interface ProgressProps {
  readonly desk: Desk;
  readonly save: SaveState;
  readonly actions: ComponentChildren;
}

/** What still needs the author, the way to the next such thing, and where the last change is saved. It stays in view. */
export function Progress({ desk, save, actions }: ProgressProps) {
  const { content, fixed, report, done } = desk;
  const things = openThings(content, report);
  const next = nextThing(content, things, desk.selected);
  const begun = content.original !== null || content.document.rules.length > 0;
  return (
    <div class="desk-progress">
      {!fixed && begun && <Count things={things} whole={wholeProblems(content, report)[0]?.title} total={Math.max(things.length, summary(content).sentences)} />}
      {!fixed && <SavedPill state={save} />}
      <div class="desk-progress__actions">
        {!fixed && next && <Button kind="quiet" icon="down" onClick={() => goToThing(desk, next)}>{t("practitioner.desk.next")}</Button>}
        {actions}
      </div>
      {done && <Undo done={done} />}
    </div>
  );
}

interface CountProps {
  readonly things: readonly OpenThing[];
  /** What is wrong with the whole sheet. */
  readonly whole: string | undefined;
  readonly total: number;
}

function Count({ things, whole, total }: CountProps) {
  return (
    <div class="desk-progress__count" role="status">
      <progress max={total} value={total - things.length} aria-label={t("practitioner.desk.progress")} />
      {whole !== undefined && <Pill tone="plum" icon="attention">{whole}</Pill>}
      {things.length > 0 && <span>{openWords(things)}</span>}
      {things.length === 0 && whole === undefined && <Pill tone="teal" icon="yes">{t("practitioner.desk.all-decided")}</Pill>}
    </div>
  );
}

function Undo({ done: { text, undo } }: { done: Done }) {
  return (
    <p class="desk-progress__done" role="status">
      {text}
      <Button kind="plain" onClick={undo}>{t("practitioner.desk.undo")}</Button>
    </p>
  );
}

/** Select what is open and scroll to it; where a text is missing or a rule is not complete, its fields are opened. */
export function goToThing(desk: Pick<Desk, "select" | "edit">, { selection, rule, kind }: OpenThing): void {
  desk.select(selection);
  if (rule !== undefined && (kind === "text" || kind === "incomplete")) desk.edit(rule);
  const row = "sentence" in selection ? `sentence-${selection.sentence}` : `rule-${selection.rule}`;
  requestAnimationFrame(() => document.getElementById(row)?.scrollIntoView({ block: "center" }));
}
