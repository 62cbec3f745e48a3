import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useLocation } from "../../ui/router";
import { discardDraft, exportToml, loadVersion, publishDraft, saveDraft } from "../../actions/sheets";
import type { TopicTree } from "../../domain/topics";
import { t } from "../../i18n";
import type { SheetDocument, SheetVersion } from "../../state/authoring";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, BottomSheet, Button, Pill, Screen, toast, WhenLoaded, type ScreenProps } from "../../ui";
import { CorrectionReach } from "./correction-reach";
import { HeatMap, OpenIssues, Preview } from "./preview";
import { Header, Rules } from "./rules";
import { textIn } from "./editing";
import { useNewDraft } from "./sheets";
import { useSheetPreview } from "./use-sheet-preview";
import "./author.css";

/** One version of a sheet: edited rule by rule with a live preview, or read-only once it is published. */
export default function SheetScreen({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [loaded, again] = useLoaded(() => loadVersion(id), id);
  const frame = (content: ComponentChildren) => (
    <Screen wide title={t("practitioner.sheets.title")} back="/clinic/sheets">
      {content}
    </Screen>
  );
  return (
    <WhenLoaded loaded={loaded} again={again} lines={8} frame={frame}>
      {({ version, tree }) => <Editor key={id} version={version} tree={tree} again={again} />}
    </WhenLoaded>
  );
}

interface EditorProps {
  readonly version: SheetVersion;
  readonly tree: TopicTree;
  readonly again: () => void;
}

function Editor({ version, tree, again }: EditorProps) {
  const [sheet, setSheet] = useState<SheetDocument>(version.document);
  const preview = useSheetPreview(sheet);
  const draft = !version.built_in && version.published_at === null;
  return (
    <Screen
      wide
      title={textIn(sheet.title, sheet.language)}
      back="/clinic/sheets"
      lead={t("practitioner.sheets.version", { version: version.version })}
      beside={draft ? <Pill tone="ochre" icon="edit">{t("practitioner.sheets.draft")}</Pill> : <Pill icon="lock">{t("practitioner.sheet.fixed")}</Pill>}
    >
      {draft ? <DraftActions version={version} sheet={sheet} again={again} /> : <FixedActions version={version} />}
      <div class="author">
        <div class="stack">
          <Header sheet={sheet} change={setSheet} fixed={!draft} />
          <Rules sheet={sheet} change={setSheet} fixed={!draft} preview={preview} tree={tree} />
        </div>
        <div class="author__aside stack">
          {version.safety_correction && version.published_at !== null && <CorrectionReach versionId={version.id} />}
          <OpenIssues preview={preview} />
        </div>
      </div>
      <Preview preview={preview} tree={tree} sheet={sheet} />
      <HeatMap preview={preview} tree={tree} sheet={sheet} />
    </Screen>
  );
}

function FixedActions({ version }: { version: SheetVersion }) {
  const creating = useNewDraft();
  const exporting = useAsyncAction(() => exportToml(version.id));
  return (
    <div class="stack-s">
      <div class="row">
        <Button icon="edit" busy={creating.busy} onClick={() => creating.run({ copyOf: version.key })}>
          {t(version.built_in ? "practitioner.sheet.copy" : "practitioner.sheet.next-version")}
        </Button>
        <Button kind="quiet" icon="file" busy={exporting.busy} onClick={exporting.run}>{t("practitioner.sheet.export")}</Button>
      </div>
      <ActionError {...creating} />
      <ActionError {...exporting} />
    </div>
  );
}

function DraftActions({ version, sheet, again }: { version: SheetVersion; sheet: SheetDocument; again: () => void }) {
  const [, go] = useLocation();
  const [discarding, setDiscarding] = useState(false);
  const saving = useAsyncAction(() => saveDraft(version.id, sheet), () => toast(t("practitioner.sheet.saved")));
  const publishing = useAsyncAction(
    () => saveDraft(version.id, sheet).then(() => publishDraft(version.id)),
    () => {
      toast(t("practitioner.sheet.published"));
      again();
    },
  );
  const exporting = useAsyncAction(() => exportToml(version.id));
  const removing = useAsyncAction(() => discardDraft(version.id), () => go("/clinic/sheets"));
  const busy = saving.busy || publishing.busy;
  return (
    <div class="stack-s">
      <div class="row">
        <Button busy={saving.busy} disabled={busy} onClick={saving.run}>{t("practitioner.sheet.save")}</Button>
        <Button kind="quiet" busy={publishing.busy} disabled={busy} icon="yes" onClick={publishing.run}>{t("practitioner.sheet.publish")}</Button>
        <Button kind="quiet" icon="file" busy={exporting.busy} onClick={exporting.run}>{t("practitioner.sheet.export")}</Button>
        <Button kind="careful" icon="remove" onClick={() => setDiscarding(true)}>{t("practitioner.sheet.discard")}</Button>
      </div>
      <ActionError {...saving} />
      <ActionError {...publishing} />
      <ActionError {...exporting} />
      <BottomSheet open={discarding} title={t("practitioner.sheet.discard")} onClose={() => setDiscarding(false)}>
        <p>{t("practitioner.sheet.discard.sure")}</p>
        <ActionError {...removing} />
        <Button kind="careful" busy={removing.busy} onClick={removing.run}>
          {t("practitioner.sheet.discard")}
        </Button>
      </BottomSheet>
    </div>
  );
}
