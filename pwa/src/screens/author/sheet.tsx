import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { openSheet, type OpenedSheet } from "../../actions/sheet-drafts";
import { t } from "../../i18n";
import { useLoaded } from "../../state/loaded";
import { Pill, Screen, WhenLoaded, type ScreenProps } from "../../ui";
import { deskConditions } from "../conditions";
import { CorrectionReach } from "./correction-reach";
import { DraftActions, FixedActions, PublishAction } from "./desk/actions";
import { Conflict } from "./desk/conflict";
import { useNotes } from "./desk/notes";
import { Workbench } from "./desk/workbench";
import { goToThing } from "./desk/progress";
import { firstSelection, useMoveOn, useSavedContent, useSheetTree, useUndo, type Desk } from "./desk/use-desk";
import type { Selection } from "./desk/selection";
import { textIn } from "./editing";
import { useSheetPreview } from "./use-sheet-preview";
import "./author.css";
import "./desk.css";

/** One version of a sheet: corrected sentence by sentence, or read-only once it is published. */
export default function SheetScreen({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [visit, setVisit] = useState(0);
  const [loaded, again] = useLoaded(() => openSheet(id), `${id} ${visit}`);
  const frame = (content: ComponentChildren) => (
    <Screen wide title={t("practitioner.sheets.title")} back="/clinic/sheets">
      {content}
    </Screen>
  );
  return (
    <WhenLoaded loaded={loaded} again={again} lines={8} frame={frame}>
      {(opened) => <Editor key={`${id} ${visit}`} opened={opened} reopen={() => setVisit(visit + 1)} />}
    </WhenLoaded>
  );
}

function Editor({ opened, reopen }: { opened: OpenedSheet; reopen: () => void }) {
  const { version } = opened;
  const { content, save, autosave, change } = useSavedContent(opened);
  const preview = useSheetPreview(content.document);
  const tree = useSheetTree(opened.tree, content);
  const [selected, select] = useState<Selection>(() => firstSelection(opened.content));
  const [editing, edit] = useState<string | null>(null);
  const fixed = version.built_in || version.published_at !== null;
  const { conditions } = content.document;
  useEffect(() => {
    deskConditions.value = conditions ?? {};
  }, [conditions]);
  const notes = useNotes(version.id, content, selected);
  const undo = useUndo({ change, selected, select });
  const moveOn = useMoveOn({ content, tree, report: preview.report, selected }, (thing) => goToThing({ select, edit }, thing));
  const desk: Desk = { content, tree, fixed, report: preview.report, change, notes, ...undo, moveOn, selected, select, editing, edit };
  const actions = () => {
    if (fixed) return <FixedActions version={version} />;
    if (save.kind === "conflict") return <Conflict desk={desk} theirs={save.theirs} base={autosave.basedOn} onMine={() => autosave.keepMine()} onTheirs={reopen} />;
    return <PublishAction {...{ desk, version, autosave }} onPublished={reopen} />;
  };
  return (
    <Screen
      wide
      title={textIn(content.document.title, content.document.language)}
      back="/clinic/sheets"
      lead={t("practitioner.sheets.version", { version: version.version })}
      beside={fixed && <Pill icon="lock">{t("practitioner.sheet.fixed")}</Pill>}
    >
      {version.safety_correction && version.published_at !== null && <CorrectionReach versionId={version.id} />}
      <Workbench
        desk={desk}
        preview={preview}
        save={save}
        actions={actions()}
        details={!fixed && <DraftActions version={version} autosave={autosave} />}
      />
    </Screen>
  );
}
