import { t } from "../../i18n";
import { ActionError, Banner, Button } from "../../ui";
import type { useDraft } from "./record-draft";

/** The button that was pressed is gone, far below: go on with the way back. */
function showOnce(notice: HTMLElement | null): void {
  notice?.querySelector("button")?.focus();
}

/** That the form is one from before, that it was discarded, or that this device cannot keep it. */
export function DraftNotices({ draft, restored }: { draft: ReturnType<typeof useDraft>; restored: boolean }) {
  return (
    <>
      {restored && draft.touched && <Banner><p>{t("practitioner.record.draft.restored")}</p></Banner>}
      {draft.discarded && !draft.touched && (
        <div ref={showOnce}>
          <Banner>
            <p>{t("practitioner.record.draft.discarded")}</p>
            <Button kind="quiet" onClick={draft.undo}>{t("practitioner.record.draft.undo")}</Button>
          </Banner>
        </div>
      )}
      <ActionError problem={draft.problem} title={t("practitioner.record.draft.failed")} />
    </>
  );
}

/** Discards the draft that the person has begun; without its words where the bar is narrow. */
export function DiscardDraft({ draft }: { draft: ReturnType<typeof useDraft> }) {
  if (!draft.touched) return null;
  return (
    <Button kind="plain" icon="remove" onClick={draft.discard}>
      <span class="record__discard">{t("practitioner.record.draft.discard")}</span>
    </Button>
  );
}
