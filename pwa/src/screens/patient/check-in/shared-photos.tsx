import { useEffect, useRef, useState } from "preact/hooks";
import { discardShared, loadShared, openShared } from "../../../actions/photo/shared-photos";
import { problemText, t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { photosOf, treatment } from "../../../state/diary";
import { useLoaded } from "../../../state/loaded";
import { ActionError, Banner, Button, WhenLoaded } from "../../../ui";
import { areaOf } from "../../../domain/places";
import { ANGLES, type Angle } from "../../../domain/vocabulary";
import { CheckPhoto } from "../../camera/check-photo";
import { CheckPicked } from "../../camera/check-picked";
import { PlaceMap } from "../../camera/place-map";
import { CLOSE_UP, pictureOf, type CameraProps, type Candidate, type Shot } from "../../camera/session";
import "../../camera/camera.css";

interface OfDraft extends Pick<CameraProps, "pictures" | "isFull" | "onKeep"> {
  readonly treatmentId: string;
}

export interface SharedPhotosProps extends OfDraft {
  /** Whether the person has just shared photos: they are shown at once. */
  readonly opens: boolean;
}

/** The photos that wait since another app has shared them, one after the other; nothing if there are none. */
export function SharedPhotos({ opens, ...rest }: SharedPhotosProps) {
  const [waiting, again] = useLoaded(loadShared);
  const [isOpen, setOpen] = useState(opens);
  const [first] = waiting.state === "ready" ? waiting.value : [];
  if (waiting.state !== "ready" || first === undefined) return null;
  const count = waiting.value.length;
  return (
    <Banner icon="photo" title={t("patient.shared.waiting", { count })}>
      <Button kind="quiet" onClick={() => setOpen(true)}>{t("patient.shared.open")}</Button>
      {isOpen && <Dialog address={first} count={count} onNext={again} onClose={() => setOpen(false)} {...rest} />}
    </Banner>
  );
}

interface DialogProps extends Omit<SharedPhotosProps, "opens"> {
  readonly address: string;
  /** How many photos wait, this one included. */
  readonly count: number;
  readonly onNext: () => void;
  readonly onClose: () => void;
}

function Dialog({ address, count, onNext, onClose, ...rest }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const discarding = useAsyncAction(discardShared, onNext);
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [address]);
  const title = t("patient.shared.title");
  return (
    <dialog ref={dialog} class="camera on-black" aria-label={title} onClose={onClose}>
      <header class="camera__bar">
        <Button kind="plain" icon="close" label={t("common.close")} onClick={onClose}>
          {""}
        </Button>
        <h2 ref={heading} tabIndex={-1}>
          {title} {count > 1 && <span class="small">{t("patient.shared.left", { count: count - 1 })}</span>}
        </h2>
      </header>
      <ActionError {...discarding} />
      <Shown key={address} address={address} onDone={() => discarding.run(address)} {...rest} />
    </dialog>
  );
}

type ShownProps = Omit<SortProps, "candidate"> & { readonly address: string };

/** One photo, or why it cannot be used. */
function Shown({ address, ...rest }: ShownProps) {
  const [photo, again] = useLoaded(() => openShared(address));
  return (
    <WhenLoaded loaded={photo} again={again} lines={6}>
      {(picked) =>
        picked.refused === undefined ? (
          <Sort candidate={{ photo: picked.photo, flaw: picked.flaw, takenAt: picked.statedAt, isPicked: true }} {...rest} />
        ) : (
          <Refused sentence={t(`patient.camera.file.${picked.refused}`)} onDone={rest.onDone} />
        )
      }
    </WhenLoaded>
  );
}

function Refused({ sentence, onDone }: { sentence: string; onDone: () => void }) {
  return (
    <>
      <Banner tone="attention" alert>{sentence}</Banner>
      <div class="camera__decide">
        <Button wide onClick={onDone}>{t("patient.shared.next")}</Button>
      </div>
    </>
  );
}

interface SortProps extends OfDraft {
  readonly candidate: Candidate;
  readonly onDone: () => void;
}

/** First what the photo shows, for a close-up where, then its date as for a picked photo. */
function Sort({ candidate, treatmentId, pictures, isFull, onKeep, onDone }: SortProps) {
  const [shot, setShot] = useState<Shot | null>(null);
  if (shot === null) return <Side candidate={candidate} pictures={pictures} isFull={isFull} onPick={setShot} onDrop={onDone} />;
  if (shot.angle === "close-up" && shot.place === null) {
    return <PlaceMap earlier={photosOf(treatmentId)} pictures={pictures} isFull={isFull} onChoose={(place) => setShot({ ...shot, place, area: areaOf(place) })} />;
  }
  const keep = (takenAt: string): void => {
    onKeep(pictureOf(candidate.photo, takenAt, shot));
    onDone();
  };
  return <CheckPicked candidate={candidate} treatedAt={treatment.value?.treated_at} onUse={keep} onBack={() => setShot(null)} />;
}

interface SideProps extends Omit<SortProps, "treatmentId" | "onKeep" | "onDone"> {
  readonly onPick: (shot: Shot) => void;
  readonly onDrop: () => void;
}

function Side({ candidate, pictures, isFull, onPick, onDrop }: SideProps) {
  const isTaken = (angle: Angle): boolean => angle !== "close-up" && pictures.some((each) => each.angle === angle);
  const question = isFull ? <Banner tone="attention" alert>{problemText("too-many-photos")}</Banner> : <p>{t("patient.shared.side")}</p>;
  return (
    <CheckPhoto photo={candidate.photo} alt={t("patient.camera.picked")} question={question}>
      {!isFull && (
        <div class="camera__pair">
          {ANGLES.map((angle) => (
            <Button key={angle} kind="quiet" onClick={() => onPick(angle === "close-up" ? CLOSE_UP : { angle, area: null, place: null })}>
              {isTaken(angle) ? t("patient.shared.instead", { angle: t(`common.angle.${angle}`) }) : t(`common.angle.${angle}`)}
            </Button>
          ))}
        </div>
      )}
      <Button kind="careful" icon="remove" wide onClick={onDrop}>{t("patient.shared.drop")}</Button>
    </CheckPhoto>
  );
}
