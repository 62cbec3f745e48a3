import { ActionError, Button } from "../../../ui";
import { hasNothingToSave, type Draft } from "../../../actions/diary/draft";
import { saveCheckIn } from "../../../actions/diary/save-check-in";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";

/** Saves on the phone. If that fails, nothing is lost: the form keeps everything, and a full phone may save it without photos. */
export function Save({ draft, onSaved }: { draft: Draft; onSaved: () => void }) {
  const saving = useAsyncAction((photos: boolean) => saveCheckIn(draft, { photos }), onSaved);
  const withoutPhotos = saving.problem === "storage-full" && draft.pictures.length > 0;
  const isEmpty = hasNothingToSave(draft);
  return (
    <>
      <ActionError {...saving} title={t("patient.check-in.not-saved")} hint={t("patient.check-in.still-here")}>
        {withoutPhotos && (
          <Button kind="quiet" onClick={() => saving.run(false)}>
            {t("patient.check-in.save-without-photos")}
          </Button>
        )}
      </ActionError>
      {saving.problem === undefined && (
        <div class="save">
          {isEmpty && <p class="small soft">{t(draft.comparison ? "patient.check-in.tap-changed" : "patient.check-in.nothing")}</p>}
          <Button wide icon="yes" busy={saving.busy} disabled={isEmpty} onClick={() => saving.run(true)}>
            {t("common.save")}
          </Button>
        </div>
      )}
    </>
  );
}
