import { forgetSheet } from "../../../actions/sheet-drafts";
import { t } from "../../../i18n";
import type { SheetVersion } from "../../../state/authoring";
import { useAsyncAction } from "../../../state/async-action";
import { ActionError, Banner, Button } from "../../../ui";

interface ConflictProps {
  /** What the server has. */
  readonly theirs: SheetVersion;
  readonly onMine: () => void;
  /** Open the sheet again after this device has discarded its changes. */
  readonly onTheirs: () => void;
}

/** Someone else has changed the draft in the meantime. The author chooses, and until then neither version is lost. */
export function Conflict({ theirs, onMine, onTheirs }: ConflictProps) {
  const taking = useAsyncAction(() => forgetSheet(theirs.id), onTheirs);
  return (
    <Banner tone="attention" title={t("practitioner.desk.conflict.title")} alert>
      <p>{t("practitioner.desk.conflict.text", { rules: theirs.document.rules.length })}</p>
      <div class="row">
        <Button kind="quiet" onClick={onMine}>{t("practitioner.desk.conflict.mine")}</Button>
        <Button kind="quiet" busy={taking.busy} onClick={taking.run}>{t("practitioner.desk.conflict.theirs")}</Button>
      </div>
      <ActionError {...taking} />
    </Banner>
  );
}
