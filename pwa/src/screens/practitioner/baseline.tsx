import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import { loadBaseline, loadEarlierPhotos, removeBaseline, type Baseline, type WaitingPhoto } from "../../actions/baseline";
import type { Photo } from "../../domain/diary";
import { MAX_BASELINE_PHOTOS, type Angle } from "../../domain/vocabulary";
import { problemText, t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import type { PhotoComparison, TreatmentForClinic } from "../../state/clinic";
import { useLoaded } from "../../state/loaded";
import { ActionError, BottomSheet, Button, Card, Pill, WhenLoaded } from "../../ui";
import { DraftImage } from "../camera/draft-image";
import { CLOSE_UP, type CameraProps, type Earlier, type Shot } from "../camera/session";
import { photoLabel } from "../photo-label";
import { photoAddress, thumbnailAddress } from "./photo-address";
import { pictureText } from "./photos/words";
import { useBaseline, type BaselineDesk } from "./use-baseline";
import "./baseline.css";

interface BaselineProps {
  readonly treatment: TreatmentForClinic;
}

/** The skin before the session, photographed on the clinic's device for its record. */
export function BaselinePhotos({ treatment }: BaselineProps) {
  const [loaded, again] = useLoaded(() => loadBaseline(treatment.id), treatment.id);
  return (
    <Card title={t("practitioner.baseline.title")} icon="camera">
      <WhenLoaded loaded={loaded} again={again} lines={2}>
        {(baseline) => <LoadedBaseline treatment={treatment} baseline={baseline} />}
      </WhenLoaded>
    </Card>
  );
}

/** The guided series, in this order; close-ups are taken one by one. */
const SERIES = ["front", "left", "right"] as const;

function LoadedBaseline({ treatment, baseline }: BaselineProps & { baseline: Baseline }) {
  const desk = useBaseline(treatment.id, baseline);
  const [open, setOpen] = useState<OpenCamera | null>(null);
  const opening = useAsyncAction(async (shots: readonly Shot[]) => ({ ...(await openCamera(treatment.id)), shots }), setOpen);
  const taken = new Set([...desk.photos, ...desk.waiting].map(({ angle }) => angle));
  const missing = SERIES.filter((angle) => !taken.has(angle));
  const isFull = desk.photos.length + desk.waiting.length >= MAX_BASELINE_PHOTOS;
  const isOpen = treatment.withdrawn === null;
  return (
    <div class="stack-s">
      <p>{t("practitioner.baseline.text", { name: treatment.patient_name })}</p>
      <Shown treatment={treatment} desk={desk} />
      {isFull && isOpen && <p class="soft">{problemText("too-many-photos")}</p>}
      {isOpen && !isFull && (
        <>
          {missing.length > 0 && (
            <Button wide icon="camera" busy={opening.busy} onClick={() => opening.run(missing.map(shotOf))}>
              {t("practitioner.baseline.take")}
            </Button>
          )}
          <div class="baseline__angles">
            {[...SERIES, "close-up" as const].map((angle) => (
              <Button key={angle} kind="quiet" onClick={() => opening.run([shotOf(angle)])}>{t(`common.angle.${angle}`)}</Button>
            ))}
          </div>
        </>
      )}
      <ActionError {...opening} />
      <ActionError {...desk.sending} />
      {open && (
        <open.Camera
          shots={open.shots}
          earlier={open.earlier}
          treatedAt={treatment.treated_at}
          facing="environment"
          pictures={desk.waiting}
          isFull={isFull}
          onKeep={desk.keep}
          onDrop={desk.drop}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

function shotOf(angle: Angle): Shot {
  return angle === "close-up" ? CLOSE_UP : { angle, area: null, place: null };
}

interface OpenCamera {
  readonly Camera: ComponentType<CameraProps>;
  readonly earlier: Earlier;
  readonly shots: readonly Shot[];
}

/** Load the camera, and the photos that it shows through. Without a network there are none, and photos are taken all the same. */
async function openCamera(treatmentId: string): Promise<Omit<OpenCamera, "shots">> {
  const [{ default: Camera }, comparison] = await Promise.all([import("../camera/camera"), loadEarlierPhotos(treatmentId).catch(() => null)]);
  return { Camera, earlier: earlierOf(comparison?.treatments ?? []) };
}

/** The address is the server's: no earlier photo stays on the clinic's device. */
function earlierOf(treatments: PhotoComparison["treatments"]): Earlier {
  const texts = new Map(treatments.flatMap((each) => each.photos.map((photo) => [photo.id, pictureText(photo, each)] as const)));
  return {
    photos: treatments.flatMap(({ photos }) => photos),
    useSource: (id, size) => ({ src: size === "display" ? photoAddress(id) : thumbnailAddress(id) }),
    text: ({ id }) => texts.get(id) ?? "",
  };
}

function Shown({ treatment, desk }: BaselineProps & { desk: BaselineDesk }) {
  const [removing, setRemoving] = useState<Photo | null>(null);
  if (desk.photos.length + desk.waiting.length === 0) return null;
  return (
    <ul class="baseline">
      {desk.photos.map((photo) => (
        <li key={photo.id}>
          <img src={thumbnailAddress(photo.id)} alt="" />
          <Remove photo={photo} onRemove={() => setRemoving(photo)} />
        </li>
      ))}
      {desk.waiting.map((picture) => (
        <li key={picture.id}>
          <DraftImage photo={picture} alt="" />
          <Pill icon="cloud">{t("practitioner.baseline.waiting")}</Pill>
          <Remove photo={picture} onRemove={() => desk.drop(picture.id)} />
        </li>
      ))}
      {removing && <Removing treatment={treatment} photo={removing} onClose={() => setRemoving(null)} onRemoved={desk.removed} />}
    </ul>
  );
}

function Remove({ photo, onRemove }: { photo: Photo | WaitingPhoto; onRemove: () => void }) {
  const name = photoLabel(photo);
  return (
    <div class="baseline__under">
      <span>{name}</span>
      <Button kind="plain" icon="remove" label={t("practitioner.baseline.remove.label", { angle: name })} onClick={onRemove}>{""}</Button>
    </div>
  );
}

interface RemovingProps extends BaselineProps {
  readonly photo: Photo;
  readonly onClose: () => void;
  readonly onRemoved: (id: string) => void;
}

/** A photo of the record cannot be brought back, so the question comes first. */
function Removing({ treatment, photo, onClose, onRemoved }: RemovingProps) {
  const removing = useAsyncAction(
    () => removeBaseline(treatment.id, photo.id),
    () => {
      onRemoved(photo.id);
      onClose();
    },
  );
  return (
    <BottomSheet open title={t("practitioner.baseline.remove.title")} onClose={onClose}>
      <p>{t("practitioner.baseline.remove.text", { name: treatment.patient_name })}</p>
      <Button kind="careful" icon="remove" wide busy={removing.busy} onClick={removing.run}>{t("practitioner.baseline.remove")}</Button>
      <ActionError {...removing} />
    </BottomSheet>
  );
}
