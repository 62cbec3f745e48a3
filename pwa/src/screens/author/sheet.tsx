import { useState } from "preact/hooks";
import { useLocation } from "../../ui/router";
import { discardDraft, exportToml, loadVersion, publishDraft, saveDraft } from "../../actions/sheets";
import type { TopicTree } from "../../domain/topics";
import { problemText, t } from "../../i18n";
import type { SheetDocument, SheetVersion } from "../../state/authoring";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { Banner, BottomSheet, Button, Pill, Screen, Skeleton, toast, type ScreenProps } from "../../ui";
import { Failed } from "../practitioner/failed";
import { OpenIssues, Preview } from "./preview";
import { Header, Rules } from "./rules";
import { useNewDraft } from "./sheets";
import { useSheetPreview } from "./use-sheet-preview";
import "./author.css";

/** One version of a sheet: an editor with a live preview for a draft, read-only once it is published. */
export default function SheetScreen({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [loaded, again] = useLoaded(() => loadVersion(id), id);
  if (loaded.state === "ready") return <Editor key={id} version={loaded.value.version} tree={loaded.value.tree} again={again} />;
  return (
    <Screen wide title={t("practitioner.sheets.title")} back="/clinic/sheets">
      {loaded.state === "loading" ? <Skeleton lines={8} /> : <Failed code={loaded.code} again={again} />}
    </Screen>
  );
}

interface EditorProps {
  readonly version: SheetVersion;
  readonly tree: TopicTree;
  readonly again: () => Promise<void>;
}

function Editor({ version, tree, again }: EditorProps) {
  const [sheet, setSheet] = useState<SheetDocument>(version.document);
  const preview = useSheetPreview(sheet);
  const draft = !version.built_in && version.published_at === null;
  return (
    <Screen
      wide
      title={sheet.title}
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
          <OpenIssues preview={preview} />
          <Preview preview={preview} tree={tree} sheet={sheet} />
        </div>
      </div>
    </Screen>
  );
}

function FixedActions({ version }: { version: SheetVersion }) {
  const { begin, problem } = useNewDraft();
  return (
    <div class="stack-s">
      <div class="row">
        <Button icon="edit" onClick={() => begin({ copyOf: version.key })}>
          {t(version.built_in ? "practitioner.sheet.copy" : "practitioner.sheet.next-version")}
        </Button>
        <Button kind="quiet" icon="file" onClick={() => void exportToml(version.id)}>{t("practitioner.sheet.export")}</Button>
      </div>
      {problem !== undefined && <Banner tone="attention" alert>{problemText(problem)}</Banner>}
    </div>
  );
}

function DraftActions({ version, sheet, again }: { version: SheetVersion; sheet: SheetDocument; again: () => Promise<void> }) {
  const [, go] = useLocation();
  const { busy, problem, run } = useAsyncAction();
  const [discarding, setDiscarding] = useState(false);
  const save = async () => {
    await saveDraft(version.id, sheet);
    toast(t("practitioner.sheet.saved"));
  };
  const publish = async () => {
    await saveDraft(version.id, sheet);
    await publishDraft(version.id);
    toast(t("practitioner.sheet.published"));
    await again();
  };
  const discard = async () => {
    await discardDraft(version.id);
    go("/clinic/sheets");
  };
  return (
    <div class="stack-s">
      <div class="row">
        <Button busy={busy} onClick={() => void run(save)}>{t("practitioner.sheet.save")}</Button>
        <Button kind="quiet" busy={busy} icon="yes" onClick={() => void run(publish)}>{t("practitioner.sheet.publish")}</Button>
        <Button kind="quiet" icon="file" onClick={() => void run(() => exportToml(version.id))}>{t("practitioner.sheet.export")}</Button>
        <Button kind="careful" icon="remove" onClick={() => setDiscarding(true)}>{t("practitioner.sheet.discard")}</Button>
      </div>
      {problem !== undefined && <Banner tone="attention" alert title={t("common.failed.title")}>{problemText(problem)}</Banner>}
      <BottomSheet open={discarding} title={t("practitioner.sheet.discard")} onClose={() => setDiscarding(false)}>
        <p>{t("practitioner.sheet.discard.sure")}</p>
        <Button kind="careful" onClick={() => void run(discard)}>
          {t("practitioner.sheet.discard")}
        </Button>
      </BottomSheet>
    </div>
  );
}
