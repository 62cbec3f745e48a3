import { INKS } from "../../../domain/annotation";
import { MAX_LINE } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { ActionError, Button, Field } from "../../../ui";
import { Tool } from "./tool";
import type { InkDesk, InkTool } from "./use-ink";

const TOOLS: readonly InkTool[] = ["pen", "arrow", "text", "eraser"];

/** The pens, in place of the tools for the pair. */
export function DrawTools({ desk }: { desk: InkDesk }) {
  const { tool, setTool, ink, setInk } = desk;
  return (
    <div class="tools" role="group" aria-label={t("practitioner.photos.draw")}>
      {TOOLS.map((each) => <Tool key={each} icon={each} label={t(`practitioner.photos.draw.${each}`)} pressed={tool === each} onClick={() => setTool(each)} />)}
      <div class="tools__inks">
        {INKS.map((each) => (
          <button key={each} type="button" class="comparer-tool" aria-pressed={ink === each} aria-label={t(`practitioner.photos.draw.ink.${each}`)} title={t(`practitioner.photos.draw.ink.${each}`)} onClick={() => setInk(each)}>
            <svg class={`ink-sample ink--${each}`} viewBox="0 0 44 12" aria-hidden="true"><path class="ink__line" d="M4 6H40" /></svg>
          </button>
        ))}
      </div>
      <Tool icon="undo" label={t("practitioner.photos.draw.undo")} disabled={!desk.canUndo} onClick={desk.undo} />
      <Tool icon="done" label={t("practitioner.photos.draw.done")} onClick={() => setTool(null)} />
    </div>
  );
}

/** What is to be done about a drawing: save it, put it together with a colleague's, or type a text. Renders nothing otherwise. */
export function DrawBar({ desk }: { desk: InkDesk }) {
  const { tool, unsaved, saving, combining, writing } = desk;
  const isUnsaved = unsaved.length > 0;
  if (tool === null && !isUnsaved) return null;
  return (
    <div class="draw-bar">
      {writing && <TextField key={writing.place.join()} text={writing.text} desk={desk} />}
      {!writing && <p class="small">{t(isUnsaved ? "practitioner.photos.draw.unsaved" : "practitioner.photos.draw.how")}</p>}
      <ActionError {...saving} retry={saving.problem === "annotation-too-large" ? undefined : saving.retry} /> {/* it would be too large again */}
      <ActionError {...combining} />
      {saving.problem === "annotation-changed" && (
        <Button kind="quiet" busy={combining.busy} onClick={combining.run}>{t("practitioner.photos.draw.combine")}</Button>
      )}
      {isUnsaved && <Button busy={saving.busy} onClick={saving.run}>{t("practitioner.photos.draw.save")}</Button>}
    </div>
  );
}

function TextField({ text, desk }: { text: string; desk: InkDesk }) {
  return (
    <form
      class="draw-bar__text"
      onSubmit={(event) => {
        event.preventDefault();
        desk.write();
      }}
    >
      <Field label={t("practitioner.photos.draw.text.label")} value={text} onInput={desk.type} more={{ maxLength: MAX_LINE, autoFocus: true, dir: "auto" }} />
      <Button kind="quiet" submit>{t("practitioner.photos.draw.add")}</Button>
    </form>
  );
}
