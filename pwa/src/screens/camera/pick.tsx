import { useState } from "preact/hooks";
import { ActionError, Banner, Icon } from "../../ui";
import { pickPhoto, type Refusal } from "../../actions/photo/pick-photo";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import type { Candidate } from "./session";

const TYPES = "image/jpeg,image/png,image/webp,image/heic,image/avif,.heic,.heif,.avif";

/** A photo from a file instead. A file that cannot be used is refused in one sentence, and nothing else changes. */
export function PickFile({ onPicked }: { readonly onPicked: (candidate: Candidate) => void }) {
  const [refused, setRefused] = useState<Refusal | undefined>();
  const picking = useAsyncAction(
    (file: File) => pickPhoto(file),
    (picked) => {
      setRefused(picked.refused);
      if (picked.refused === undefined) onPicked({ photo: picked.photo, flaw: picked.flaw, takenAt: picked.statedAt, isPicked: true });
    },
  );
  return (
    <>
      <FileButton busy={picking.busy} onFile={picking.run} />
      {!picking.busy && refused !== undefined && <Banner tone="attention" alert>{t(`patient.camera.file.${refused}`)}</Banner>}
      <ActionError {...picking} />
    </>
  );
}

function FileButton({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  return (
    <label class="button button--plain" aria-busy={busy}>
      {busy ? <span class="button__spin" /> : <Icon name="photo" small />}
      {t("patient.camera.pick")}
      <input
        class="unseen"
        type="file"
        accept={TYPES}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
