import { useEffect, useRef, useState } from "preact/hooks";
import { Button, Toasts, useModal } from "../../ui";
import type { Prepared } from "../../actions/photo/pick-photo";
import { photoFlaw, type Facing } from "../../actions/photo/take-photo";
import { t } from "../../i18n";
import { photoLabel } from "../photo-label";
import { CheckPhoto, KeepOrRetake } from "./check-photo";
import { CheckPicked } from "./check-picked";
import { FilmStrip } from "./film-strip";
import { Finder, type FinderProps } from "./finder";
import { PickFile } from "./pick";
import { PlaceMap } from "./place-map";
import { useSession, type CameraProps, type Candidate, type Session, type Shot } from "./session";
import { useCamera } from "./use-camera";
import "./camera.css";

/**
 * The app's own camera, on the whole screen: one shot or a guided series. A photo without a flaw is kept at once, and the
 * next shot follows; a dark or blurred one has to be confirmed.
 */
export default function Camera(props: CameraProps) {
  const session = useSession(props);
  const { shot, looking, candidate } = session;
  const dialog = useModal();
  const [facing, setFacing] = useState<Facing>(props.facing ?? (props.shots[0]?.angle === "close-up" ? "environment" : "user"));
  const inUse = useCamera(facing, shot !== undefined && !needsPlace(shot));
  const finder = { earlier: props.earlier, facing, inUse, onTurn: () => setFacing(facing === "user" ? "environment" : "user") };
  const title = titleOf(session);
  return (
    <dialog ref={dialog} class="camera on-black" aria-label={t("patient.camera.title", { angle: title })} onClose={props.onClose}>
      <Bar session={session} title={title} onClose={props.onClose} />
      {looking ? (
        <Look session={session} />
      ) : candidate ? (
        <Check session={session} candidate={candidate} treatedAt={props.treatedAt} />
      ) : (
        shot && <Shoot session={session} shot={shot} pictures={props.pictures} isFull={props.isFull} finder={finder} />
      )}
      <Toasts within={dialog} />
    </dialog>
  );
}

function titleOf({ shot, looking }: Session): string {
  if (looking) return photoLabel(looking);
  if (!shot) return "";
  return needsPlace(shot) ? t("patient.camera.map.title") : photoLabel(shot);
}

/** An earlier version knew only the area of a close-up, which is enough to take it again. */
function needsPlace({ angle, area }: Shot): boolean {
  return angle === "close-up" && area === null;
}

/** The title gets the focus whenever the screen changes, so that a screen reader says where the person is. */
function Bar({ session, title, onClose }: { session: Session; title: string; onClose: () => void }) {
  const { shot, number, total, candidate, looking } = session;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [title, candidate, looking]);
  const inSeries = total > 1 && !looking;
  const isPlaced = shot?.angle === "close-up" && shot.place !== null && shot.replaces === undefined && !looking;
  return (
    <header class="camera__bar">
      <Button kind="plain" icon="close" label={t("common.close")} onClick={onClose}>
        {""}
      </Button>
      <h2 ref={heading} tabIndex={-1}>
        {title} {inSeries && <span class="small">{t("patient.camera.step", { at: number, all: total })}</span>}
      </h2>
      {inSeries && !candidate && (
        <Button kind="plain" onClick={session.skip}>
          {t("patient.camera.skip")}
        </Button>
      )}
      {isPlaced && !candidate && (
        <Button kind="plain" onClick={() => session.setPlace(null)}>
          {t("patient.camera.map.change")}
        </Button>
      )}
    </header>
  );
}

/** A photo that waits: one of the camera has a flaw; of a picked one, the date is checked, too. */
function Check({ session, candidate, treatedAt }: { session: Session; candidate: Candidate; treatedAt: string | undefined }) {
  const { photo, flaw, takenAt } = candidate;
  if (candidate.isPicked || takenAt === null) return <CheckPicked candidate={candidate} treatedAt={treatedAt} onUse={(at) => session.keep(candidate, at)} onBack={session.again} />;
  return (
    <CheckPhoto photo={photo} flaw={flaw} alt={t("patient.camera.taken")}>
      <KeepOrRetake onKeep={() => session.keep(candidate, takenAt)} onAgain={session.again} />
    </CheckPhoto>
  );
}

/** The map for a close-up without a place, else the finder. */
function Shoot({ isFull, ...props }: TakeProps & { readonly isFull: boolean }) {
  const { session, shot, pictures } = props;
  if (!needsPlace(shot)) return <Take {...props} />;
  return (
    <>
      <PlaceMap earlier={props.finder.earlier.photos} pictures={pictures} isFull={isFull} onChoose={session.setPlace} />
      <div class="camera__foot">
        <FilmStrip pictures={pictures} onLook={session.look} />
        <Button onClick={session.close}>{t("patient.camera.map.done")}</Button>
      </div>
    </>
  );
}

interface TakeProps {
  readonly session: Session;
  readonly shot: Shot;
  readonly pictures: CameraProps["pictures"];
  readonly finder: Pick<FinderProps, "earlier" | "facing" | "inUse" | "onTurn">;
}

/** The finder, with a photo from a file as the other way. */
function Take({ session, shot, pictures, finder }: TakeProps) {
  const takeIn = (photo: Prepared): void => session.arrive({ photo, flaw: photoFlaw(photo), takenAt: new Date().toISOString(), isPicked: false });
  return (
    <>
      <Finder {...finder} shot={shot} onTaken={takeIn}>
        <FilmStrip pictures={pictures} onLook={session.look} />
        <PickFile onPicked={session.arrive} />
      </Finder>
    </>
  );
}

/** A photo of this series, to be taken again or removed. */
function Look({ session }: { session: Session }) {
  const { looking, again, drop, look } = session;
  if (!looking) return null;
  const name = photoLabel(looking);
  return (
    <CheckPhoto photo={looking} alt={name}>
      <Button icon="camera" wide onClick={again}>
        {t("patient.camera.again")}
      </Button>
      <div class="camera__pair">
        <Button kind="quiet" icon="back" onClick={() => look(null)}>
          {t("common.back")}
        </Button>
        <Button kind="careful" icon="remove" label={t("patient.check-in.drop", { angle: name })} onClick={() => drop(looking.id)}>
          {t("patient.camera.drop")}
        </Button>
      </div>
    </CheckPhoto>
  );
}
