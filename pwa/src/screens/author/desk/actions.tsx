import { useState } from "preact/hooks";
import { discardDeskNotes } from "../../../actions/desk-notes";
import { forgetSheet } from "../../../actions/sheet-drafts";
import type { SheetAutosave } from "../../../actions/sheet-autosave";
import { discardDraft, exportToml } from "../../../actions/sheets";
import { t } from "../../../i18n";
import type { SheetVersion } from "../../../state/authoring";
import { useAsyncAction } from "../../../state/async-action";
import { ActionError, BottomSheet, Button } from "../../../ui";
import { useLocation } from "../../../ui/router";
import { useNewDraft } from "../new-draft";
import { Publish } from "./publish";
import type { Desk } from "./use-desk";

/** Actions for a version that is published or built in. */
export function FixedActions({ version }: { version: SheetVersion }) {
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

interface DeskActionsProps {
  readonly desk: Desk;
  readonly version: SheetVersion;
  readonly autosave: SheetAutosave;
  readonly onPublished: () => void;
}

/** Publishing, which asks first. Saving needs no button. */
export function PublishAction(props: DeskActionsProps) {
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button icon="yes" onClick={() => setOpen(true)}>{t("practitioner.sheet.publish")}</Button>
      <BottomSheet open={open} title={t("practitioner.sheet.publish")} onClose={close}>
        <Publish {...props} onClose={close} />
      </BottomSheet>
    </>
  );
}

/** Export or delete a draft. */
export function DraftActions({ version, autosave }: Pick<DeskActionsProps, "version" | "autosave">) {
  const [discarding, setDiscarding] = useState(false);
  const exporting = useAsyncAction(async () => {
    await autosave.flush();
    await exportToml(version.id);
  });
  return (
    <div class="stack-s">
      <div class="row">
        <Button kind="quiet" icon="file" busy={exporting.busy} onClick={exporting.run}>{t("practitioner.sheet.export")}</Button>
        <Button kind="careful" icon="remove" onClick={() => setDiscarding(true)}>{t("practitioner.sheet.discard")}</Button>
      </div>
      <ActionError {...exporting} />
      <BottomSheet open={discarding} title={t("practitioner.sheet.discard")} onClose={() => setDiscarding(false)}>
        <Discard version={version} autosave={autosave} />
      </BottomSheet>
    </div>
  );
}

function Discard({ version, autosave }: Pick<DeskActionsProps, "version" | "autosave">) {
  const [, go] = useLocation();
  const removing = useAsyncAction(
    async () => {
      await autosave.stop();
      if (autosave.isCreated) await discardDraft(version.id);
      await forgetSheet(version.id);
      discardDeskNotes(version.id);
    },
    () => go("/clinic/sheets"),
  );
  return (
    <>
      <p>{t("practitioner.sheet.discard.sure")}</p>
      <ActionError {...removing} />
      <Button kind="careful" busy={removing.busy} onClick={removing.run}>{t("practitioner.sheet.discard")}</Button>
    </>
  );
}
