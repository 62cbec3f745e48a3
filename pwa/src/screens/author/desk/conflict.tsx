import { useState } from "preact/hooks";
import { forgetSheet, restoreSheet } from "../../../actions/sheet-drafts";
import { t } from "../../../i18n";
import type { SheetVersion } from "../../../state/authoring";
import { useAsyncAction } from "../../../state/async-action";
import { ActionError, BottomSheet, Button, toast } from "../../../ui";
import { DifferenceList, differences } from "./differences";
import type { Desk } from "./use-desk";

interface ConflictProps {
  readonly desk: Desk;
  /** What the server has. */
  readonly theirs: SheetVersion;
  /** The version that both began with. */
  readonly base: SheetVersion;
  readonly onMine: () => void;
  /** Opens the sheet again, after this device has discarded its changes. */
  readonly onTheirs: () => void;
}

/** Another device has changed the draft meanwhile: the author sees what differs and chooses. The choice can be undone. */
export function Conflict({ desk, theirs, base, onMine, onTheirs }: ConflictProps) {
  const [open, setOpen] = useState(true);
  const mine = desk.content;
  const items = differences(mine.document.rules, theirs.document.rules);
  const taking = useAsyncAction(() => forgetSheet(theirs.id), () => {
    const restore = (): void => {
      restoreSheet(base, mine).then(onTheirs, () => toast(t("practitioner.desk.conflict.not-restored")));
    };
    toast(t("practitioner.desk.conflict.taken"), { label: t("practitioner.desk.undo"), run: restore });
    onTheirs();
  });
  return (
    <>
      <Button icon="compare" onClick={() => setOpen(true)}>{t("practitioner.desk.conflict.choose")}</Button>
      <BottomSheet open={open} title={t("practitioner.desk.conflict.title")} onClose={() => setOpen(false)}>
        <p>{t("practitioner.desk.conflict.text")}</p>
        {items.length === 0 ? <p class="soft">{t("practitioner.desk.conflict.same-rules")}</p> : <p>{t("practitioner.desk.conflict.differences")}</p>}
        <DifferenceList items={items} tree={desk.tree} />
        <div class="row">
          <Button kind="quiet" onClick={onMine}>{t("practitioner.desk.conflict.mine")}</Button>
          <Button kind="quiet" busy={taking.busy} onClick={taking.run}>{t("practitioner.desk.conflict.theirs")}</Button>
        </div>
        <ActionError {...taking} />
      </BottomSheet>
    </>
  );
}
