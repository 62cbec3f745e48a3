import { useEffect, useRef, useState } from "preact/hooks";
import { ActionError, Banner, Button, Icon, Select } from "../../../ui";
import type { DraftPicture } from "../../../actions/diary/draft";
import { pickPhoto, type Prepared } from "../../../actions/photo/pick-photo";
import { photoFlaw, startCamera, type Camera as OpenCamera, type Facing, type PhotoFlaw } from "../../../actions/photo/take-photo";
import { AREAS, type Angle, type Area } from "../../../domain/vocabulary";
import { problemText, t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { photos } from "../../../state/diary";
import { areaLabel } from "../../labels";
import { usePhotoAddress } from "../picture";
import { useObjectUrl } from "./use-object-url";

/** The angle to photograph, and what becomes of the picture. */
export interface CameraProps {
  readonly angle: Angle;
  readonly onKeep: (picture: DraftPicture) => void;
  readonly onClose: () => void;
}

/** A photo with a flaw: the person decides whether to keep it. */
interface DoubtfulPhoto {
  readonly photo: Prepared;
  readonly flaw: PhotoFlaw;
}

/** The app's own camera. An earlier photo of the same angle is shown as a transparent overlay; a dark or blurred photo has to be confirmed. */
export default function Camera({ angle, onKeep, onClose }: CameraProps) {
  const [facing, setFacing] = useState<Facing>(angle === "close-up" ? "environment" : "user");
  const [area, setArea] = useState<Area>("cheeks");
  const [doubtful, setDoubtful] = useState<DoubtfulPhoto | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const place = angle === "close-up" ? area : null;
  const accept = (photo: Prepared): void => onKeep(draftOf(photo, angle, place));
  const review = (photo: Prepared, flaw: PhotoFlaw | null): void => (flaw ? setDoubtful({ photo, flaw }) : accept(photo));
  return (
    <dialog ref={dialog} class="camera" aria-label={t("patient.camera.title", { angle: t(`common.angle.${angle}`) })} onClose={onClose}>
      <header class="spread">
        <strong>{t(`common.angle.${angle}`)}</strong>
        <Button kind="plain" icon="close" label={t("common.close")} onClick={onClose}>
          {""}
        </Button>
      </header>
      {doubtful ? (
        <Doubt {...doubtful} onKeep={() => accept(doubtful.photo)} onAgain={() => setDoubtful(null)} />
      ) : (
        <Finder key={facing} angle={angle} area={place} facing={facing} onTaken={(photo) => review(photo, photoFlaw(photo))} />
      )}
      {angle === "close-up" && (
        <Select<Area> label={t("patient.camera.area")} value={area} onChange={setArea} options={AREAS.map((each) => ({ value: each, label: areaLabel(each) }))} />
      )}
      <Footer onPicked={review} onTurn={() => setFacing(facing === "user" ? "environment" : "user")} />
    </dialog>
  );
}

function draftOf(photo: Prepared, angle: Angle, area: Area | null): DraftPicture {
  return { ...photo, id: crypto.randomUUID(), angle, area, taken_at: new Date().toISOString() };
}

interface FinderProps {
  readonly angle: Angle;
  readonly area: Area | null;
  readonly facing: Facing;
  readonly onTaken: (photo: Prepared) => void;
}

function Finder({ angle, area, facing, onTaken }: FinderProps) {
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(facing);
  const [ready, setReady] = useState(false);
  const taking = useAsyncAction((open: OpenCamera, from: HTMLVideoElement) => open.take(from), onTaken);
  useEffect(() => {
    if (typeof camera === "object" && video.current) video.current.srcObject = camera.stream;
  }, [camera]);
  if (camera === "none") return <Banner tone="wait" title={t("patient.camera.none")}>{t("patient.camera.none-text")}</Banner>;
  const take = (): void => {
    if (typeof camera === "object" && video.current) taking.run(camera, video.current);
  };
  return (
    <>
      <div class={facing === "user" ? "finder finder--mirror" : "finder"}>
        <video ref={video} autoplay muted playsInline onLoadedData={() => setReady(true)} />
        <Ghost angle={angle} area={area} />
      </div>
      {taking.problem !== undefined && <Banner tone="attention" alert>{t("patient.camera.failed")}</Banner>}
      <p class="small">{t("patient.camera.hint")}</p>
      <button type="button" class="shutter" disabled={!ready || taking.busy} aria-busy={taking.busy} onClick={take}>
        <span class="unseen">{t("patient.camera.take")}</span>
      </button>
    </>
  );
}

/** The open camera; "none" if there is none or the person does not allow it. Closed when the component unmounts. */
function useCamera(facing: Facing): OpenCamera | "opening" | "none" {
  const [camera, setCamera] = useState<OpenCamera | "opening" | "none">("opening");
  useEffect(() => {
    let left = false;
    let open: OpenCamera | undefined;
    startCamera(facing).then(
      (started) => {
        if (left) started?.close();
        else setCamera((open = started) ?? "none");
      },
      () => setCamera("none"),
    );
    return () => {
      left = true;
      open?.close();
    };
  }, [facing]);
  return camera;
}

/** The earlier photo of the same angle, semi-transparent, so that the head is held the same way. */
function Ghost({ angle, area }: { angle: Angle; area: Area | null }) {
  const earlier = photos.value.find((photo) => photo.angle === angle && photo.area === area);
  const address = usePhotoAddress(earlier?.id, "display");
  return address === undefined ? null : <img class="ghost" src={address} alt="" />;
}

function Doubt({ photo, flaw, onKeep, onAgain }: DoubtfulPhoto & { onKeep: () => void; onAgain: () => void }) {
  const address = useObjectUrl(photo);
  return (
    <>
      <div class="finder">{address !== undefined && <img src={address} alt={t("patient.camera.taken")} />}</div>
      <Banner tone="wait" title={t(`patient.camera.${flaw}`)} alert>
        {t(`patient.camera.${flaw}-text`)}
      </Banner>
      <div class="row">
        <Button icon="camera" onClick={onAgain}>
          {t("patient.camera.again")}
        </Button>
        <Button kind="quiet" onClick={onKeep}>
          {t("patient.camera.keep")}
        </Button>
      </div>
    </>
  );
}

/** A photo from a file instead, or the other camera. */
function Footer({ onPicked, onTurn }: { onPicked: (photo: Prepared, flaw: PhotoFlaw | null) => void; onTurn: () => void }) {
  const [refused, setRefused] = useState<string | undefined>();
  const picking = useAsyncAction(
    (file: File) => pickPhoto(file),
    (picked) => {
      setRefused(picked.refused);
      if (picked.refused === undefined) onPicked(picked.photo, picked.flaw);
    },
  );
  return (
    <>
      {!picking.busy && refused !== undefined && <Banner tone="attention" alert>{problemText(refused)}</Banner>}
      <ActionError {...picking} />
      <footer class="spread">
        <Pick busy={picking.busy} onFile={picking.run} />
        <Button kind="plain" icon="sending" onClick={onTurn}>
          {t("patient.camera.turn")}
        </Button>
      </footer>
    </>
  );
}

function Pick({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  return (
    <label class="button button--plain" aria-busy={busy}>
      {busy ? <span class="button__spin" /> : <Icon name="file" small />}
      {t("patient.camera.pick")}
      <input
        class="unseen"
        type="file"
        accept="image/jpeg,image/png,image/webp,image/heic,image/avif,.heic,.heif,.avif"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
