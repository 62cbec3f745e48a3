import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button, Icon, lazy, toast, useSearchParams } from "../../../ui";
import type { Draft, DraftPicture } from "../../../actions/diary/draft";
import type { Photo } from "../../../domain/diary";
import { MAX_PHOTOS_PER_ENTRY, type Angle } from "../../../domain/vocabulary";
import { problemText, t } from "../../../i18n";
import { onPhone, photosOf, treatment } from "../../../state/diary";
import { photoLabel } from "../../photo-label";
import { photoText, usePicture } from "../picture";
import { CLOSE_UP, type CameraProps, type Shot } from "../../camera/session";
import { DraftImage } from "../../camera/draft-image";

/** Needed by few check-ins. */
const SharedPhotos = lazy(async () => (await import("./shared-photos")).SharedPhotos);

interface PhotosProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  /** Whether a saved entry is changed: photos that another app shares belong to a new one. */
  readonly editing: boolean;
}

type Opening = Pick<CameraProps, "shots" | "looking">;

/** The guided series, in this order. */
const SERIES = ["front", "left", "right"] as const;

/** The guided series, or one tile per angle; a tap opens the app's own camera. */
export function Photos({ draft, onChange, editing }: PhotosProps) {
  const [search] = useSearchParams();
  const [open, setOpen] = useState<Opening | null>(null);
  const { pictures } = draft;
  const isFull = pictures.length + savedOf(draft.entry_id).length >= MAX_PHOTOS_PER_ENTRY;
  const keep: CameraProps["onKeep"] = (picture, replaces) => onChange({ pictures: withPicture(pictures, picture, replaces) });
  const drop = (id: string): void => onChange({ pictures: pictures.filter((each) => each.id !== id) });
  const tile = (shown: DraftPicture | Angle) =>
    typeof shown === "string" ? (
      <button key={shown} type="button" class="tile" disabled={isFull} onClick={() => setOpen({ shots: [shotOf(shown)] })}>
        <Icon name={shown === "close-up" ? "search" : "camera"} />
        {t(`common.angle.${shown}`)}
      </button>
    ) : (
      <Taken key={shown.id} picture={shown} onLook={() => setOpen({ shots: [], looking: shown.id })} onDrop={() => drop(shown.id)} />
    );
  const missing = SERIES.filter((angle) => !pictures.some((each) => each.angle === angle));
  return (
    <section class="stack-s" aria-labelledby="photos">
      <h2 id="photos">{t("patient.check-in.photos")}</h2>
      {!editing && <SharedPhotos treatmentId={draft.treatment_id} opens={search.has("shared")} pictures={pictures} isFull={isFull} onKeep={keep} />}
      {missing.length === SERIES.length && (
        <Button kind="quiet" wide icon="camera" onClick={() => setOpen({ shots: missing.map(shotOf) })}>
          {t("patient.camera.series")}
        </Button>
      )}
      <div class="tiles">
        {SERIES.map((angle) => pictures.find((each) => each.angle === angle) ?? angle).map((each) => tile(each))}
        {pictures.filter(({ angle }) => angle === "close-up").map((each) => tile(each))}
        {tile("close-up")}
      </div>
      {isFull && <p class="small soft">{problemText("too-many-photos")}</p>}
      <SavedPhotos entryId={draft.entry_id} />
      {open !== null && (
        <LazyCamera
          {...open}
          earlier={{ photos: photosOf(draft.treatment_id), useSource: usePicture, text: photoText }}
          treatedAt={treatment.value?.treated_at}
          pictures={pictures}
          isFull={isFull}
          onKeep={keep}
          onDrop={drop}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

function shotOf(angle: Angle): Shot {
  return angle === "close-up" ? CLOSE_UP : { angle, area: null, place: null };
}

/** A check-in has one photo of each side; close-ups are as many as there are. */
function withPicture(pictures: readonly DraftPicture[], picture: DraftPicture, replaces?: string): readonly DraftPicture[] {
  const others = pictures.filter(({ id, angle }) => id !== replaces && (angle === "close-up" || angle !== picture.angle));
  return [...others, picture];
}

/** Loads the camera's code when it is first needed. */
function LazyCamera(props: CameraProps) {
  const [Camera, setCamera] = useState<ComponentType<CameraProps> | null>(null);
  useEffect(() => {
    import("../../camera/camera").then(
      (loaded) => setCamera(() => loaded.default),
      () => {
        toast(t("common.failed.load"));
        props.onClose();
      },
    );
  }, []);
  return Camera && <Camera {...props} />;
}

function Taken({ picture, onLook, onDrop }: { picture: DraftPicture; onLook: () => void; onDrop: () => void }) {
  const name = photoLabel(picture);
  return (
    <div class="tile tile--taken">
      <button type="button" class="tile__look" aria-label={t("patient.camera.show", { angle: name })} onClick={onLook}>
        <DraftImage photo={picture} alt="" />
      </button>
      <Button kind="plain" icon="remove" label={t("patient.check-in.drop", { angle: name })} onClick={onDrop}>
        {""}
      </Button>
    </div>
  );
}

function savedOf(entryId: string): readonly Photo[] {
  return (onPhone.value?.photos ?? []).filter((photo) => photo.entry_id === entryId);
}

/** The photos of the entry that is being edited. */
function SavedPhotos({ entryId }: { entryId: string }) {
  const saved = savedOf(entryId);
  return (
    <div class="tiles">
      {saved.map((photo) => (
        <SavedPhoto key={photo.id} photo={photo} />
      ))}
    </div>
  );
}

function SavedPhoto({ photo }: { photo: Photo }) {
  const { src, onLoad, onError } = usePicture(photo.id, "thumbnail");
  return (
    <div class="tile tile--taken">
      {src === undefined ? <Icon name="photo" label={photoLabel(photo)} /> : <img src={src} alt={photoLabel(photo)} onLoad={onLoad} onError={onError} />}
    </div>
  );
}
