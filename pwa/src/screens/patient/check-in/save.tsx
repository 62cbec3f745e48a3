import { ActionError, Button, Icon } from "../../../ui";
import { hasNothingToSave, type Draft } from "../../../actions/diary/draft";
import { saveCheckIn } from "../../../actions/diary/save-check-in";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";

interface SaveProps {
  readonly draft: Draft;
  /** Whether the phone could not store the last change of the draft: only this screen has it. */
  readonly notStored: boolean;
  readonly onSaved: () => void;
}

/** Saves on the phone. If that fails, nothing is lost: the form keeps everything, and a full phone may save it without photos. */
export function Save({ draft, notStored, onSaved }: SaveProps) {
  const saving = useAsyncAction((photos: boolean) => saveCheckIn(draft, { photos }), onSaved);
  const withoutPhotos = saving.problem === "storage-full" && draft.pictures.length > 0;
  const hint = hintFor(draft);
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
          {notStored ? (
            <p class="small save__alert" role="alert">
              <Icon name="attention" small /> {t("patient.draft.not-stored")}
            </p>
          ) : (
            hint !== undefined && <p class="small soft">{hint}</p>
          )}
          <Button wide icon="yes" busy={saving.busy} disabled={hasNothingToSave(draft)} onClick={() => saving.run(true)}>
            {t("common.save")}
          </Button>
        </div>
      )}
    </>
  );
}

/** What is missing: an answer to what has changed, which "better" or "worse" alone does not give, or anything at all. */
function hintFor(draft: Draft): string | undefined {
  const { comparison = null, document } = draft;
  const isOpen = comparison !== null && !Object.keys(document.scores).length && !document.signs.length;
  if (isOpen) return t("patient.check-in.tap-changed");
  return hasNothingToSave(draft) ? t("patient.check-in.nothing") : undefined;
}
