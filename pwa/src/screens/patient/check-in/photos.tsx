import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button, Icon, toast } from "../../../ui";
import type { Draft, DraftPicture } from "../../../actions/diary/draft";
import { ANGLES, type Angle } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { photos } from "../../../state/diary";
import { usePhotoAddress } from "../picture";
import type { CameraProps } from "./camera";
import { useObjectUrl } from "./use-object-url";

interface PhotosProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** One tile per angle; a tap opens the app's own camera for it. */
export function Photos({ draft, onChange }: PhotosProps) {
  const [open, setOpen] = useState<Angle | null>(null);
  const add = (picture: DraftPicture): void => {
    const others = draft.pictures.filter((each) => each.angle === "close-up" || each.angle !== picture.angle);
    onChange({ pictures: [...others, picture] });
    setOpen(null);
  };
  const drop = (id: string): void => onChange({ pictures: draft.pictures.filter((each) => each.id !== id) });
  return (
    <section class="stack-s" aria-labelledby="photos">
      <h2 id="photos">{t("patient.check-in.photos")}</h2>
      <div class="tiles">
        {ANGLES.map((angle) => {
          const picture = draft.pictures.find((each) => each.angle === angle);
          return picture ? (
            <Taken key={angle} picture={picture} onDrop={() => drop(picture.id)} />
          ) : (
            <button key={angle} type="button" class="tile" onClick={() => setOpen(angle)}>
              <Icon name={angle === "close-up" ? "search" : "camera"} />
              {t(`common.angle.${angle}`)}
            </button>
          );
        })}
      </div>
      <SavedPhotos entryId={draft.entry_id} />
      {open !== null && (
        <LazyCamera angle={open} onKeep={add} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}

/** Loads the camera's code when it is first needed. */
function LazyCamera(props: CameraProps) {
  const [Camera, setCamera] = useState<ComponentType<CameraProps> | null>(null);
  useEffect(() => {
    import("./camera").then(
      (loaded) => setCamera(() => loaded.default),
      () => {
        toast(t("common.failed.load"));
        props.onClose();
      },
    );
  }, []);
  return Camera && <Camera {...props} />;
}

function Taken({ picture, onDrop }: { picture: DraftPicture; onDrop: () => void }) {
  const address = useObjectUrl(picture);
  return (
    <div class="tile tile--taken">
      <img src={address} alt={t(`common.angle.${picture.angle}`)} />
      <Button kind="plain" icon="remove" label={t("patient.check-in.drop", { angle: t(`common.angle.${picture.angle}`) })} onClick={onDrop}>
        {""}
      </Button>
    </div>
  );
}

/** The photos of the entry that is being edited. */
function SavedPhotos({ entryId }: { entryId: string }) {
  const saved = photos.value.filter((photo) => photo.entry_id === entryId);
  return (
    <div class="tiles">
      {saved.map((photo) => (
        <SavedPhoto key={photo.id} id={photo.id} angle={photo.angle} />
      ))}
    </div>
  );
}

function SavedPhoto({ id, angle }: { id: string; angle: Angle }) {
  const address = usePhotoAddress(id, "thumbnail");
  return (
    <div class="tile tile--taken">
      <img src={address} alt={t(`common.angle.${angle}`)} />
    </div>
  );
}
