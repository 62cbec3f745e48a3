import { useEffect, useRef, useState } from "preact/hooks";
import { Banner, Button, Icon, Select, toast } from "../../../ui";
import type { DraftPicture } from "../../../actions/diary/draft";
import { photoAddress } from "../../../actions/diary/photo-address";
import { pickPhoto, type Prepared } from "../../../actions/photo/pick-photo";
import { photoFlaw, startCamera, type Camera as Opened, type Facing, type PhotoFlaw } from "../../../actions/photo/take-photo";
import { AREAS, type Angle, type Area } from "../../../domain/vocabulary";
import { problemText, t } from "../../../i18n";
import { photos } from "../../../state/diary";

/** The angle to photograph, and the callbacks for the result. */
export interface CameraProps {
  readonly angle: Angle;
  readonly onKeep: (picture: DraftPicture) => void;
  readonly onClose: () => void;
}

/** A photo with a flaw, which the patient may accept or take again. */
interface Doubtful {
  readonly photo: Prepared;
  readonly flaw: PhotoFlaw;
}

/** The app's own camera. It overlays the earlier photo of the same angle, and asks before it accepts a dark or blurred photo. */
export default function Camera({ angle, onKeep, onClose }: CameraProps) {
  const [facing, setFacing] = useState<Facing>(angle === "close-up" ? "environment" : "user");
  const [area, setArea] = useState<Area>("cheeks");
  const [doubtful, setDoubtful] = useState<Doubtful | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const accept = (photo: Prepared): void => onKeep(draftOf(photo, angle, angle === "close-up" ? area : null));
  const review = (photo: Prepared, flaw: PhotoFlaw | null): void => (flaw ? setDoubtful({ photo, flaw }) : accept(photo));
  const pick = async (file: File): Promise<void> => {
    setRefused(null);
    const picked = await pickPhoto(file);
    if (picked.refused !== undefined) setRefused(picked.refused);
    else review(picked.photo, picked.flaw);
  };
  return (
    <dialog ref={dialog} class="camera" aria-label={t("patient.camera.title", { angle: t(`common.angle.${angle}`) })} onClose={onClose}>
      <header class="spread">
        <strong>{t(`common.angle.${angle}`)}</strong>
        <Button kind="plain" icon="close" label={t("common.close")} onClick={onClose}>
          {""}
        </Button>
      </header>
      {refused !== null && <Banner tone="attention" alert>{problemText(refused)}</Banner>}
      {doubtful ? (
        <Doubt {...doubtful} onKeep={() => accept(doubtful.photo)} onAgain={() => setDoubtful(null)} />
      ) : (
        <Finder key={facing} angle={angle} area={angle === "close-up" ? area : null} facing={facing} onTaken={(photo) => review(photo, photoFlaw(photo))} />
      )}
      {angle === "close-up" && (
        <Select<Area> label={t("patient.camera.area")} value={area} onChange={setArea} options={AREAS.map((each) => ({ value: each, label: t(`common.area.${each}`) }))} />
      )}
      <footer class="spread">
        <Pick onFile={(file) => void pick(file)} />
        <Button kind="plain" icon="sending" onClick={() => setFacing(facing === "user" ? "environment" : "user")}>
          {t("patient.camera.turn")}
        </Button>
      </footer>
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
  const [camera, setCamera] = useState<Opened | "opening" | "none">("opening");
  const [ready, setReady] = useState(false);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const opening = startCamera(facing);
    void opening.then((opened) => setCamera(opened ?? "none"));
    return () => void opening.then((opened) => opened?.close());
  }, [facing]);
  useEffect(() => {
    if (typeof camera === "object" && video.current) video.current.srcObject = camera.stream;
  }, [camera]);
  if (camera === "none") return <Banner tone="wait" title={t("patient.camera.none")}>{t("patient.camera.none-text")}</Banner>;
  const take = async (): Promise<void> => {
    if (typeof camera !== "object" || !video.current) return;
    setBusy(true);
    await camera.take(video.current).then(onTaken, () => toast(t("patient.camera.failed")));
    setBusy(false);
  };
  return (
    <>
      <div class={facing === "user" ? "finder finder--mirror" : "finder"}>
        <video ref={video} autoplay muted playsInline onLoadedData={() => setReady(true)} />
        <Ghost angle={angle} area={area} />
      </div>
      <p class="small">{t("patient.camera.hint")}</p>
      <button type="button" class="shutter" disabled={!ready || busy} onClick={() => void take()}>
        <span class="unseen">{t("patient.camera.take")}</span>
      </button>
    </>
  );
}

/** The earlier photo of the same angle as a translucent overlay, for holding the head in the same way. */
function Ghost({ angle, area }: { angle: Angle; area: Area | null }) {
  const [address, setAddress] = useState<string | undefined>();
  const earlier = photos.value.find((photo) => photo.angle === angle && photo.area === area);
  useEffect(() => void (earlier && photoAddress(earlier.id, "display").then(setAddress)), [earlier?.id]);
  return address === undefined ? null : <img class="ghost" src={address} alt="" />;
}

function Doubt({ photo, flaw, onKeep, onAgain }: Doubtful & { onKeep: () => void; onAgain: () => void }) {
  const [address, setAddress] = useState<string | undefined>();
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([photo.bytes], { type: photo.type }));
    setAddress(url);
    return () => URL.revokeObjectURL(url);
  }, [photo]);
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

function Pick({ onFile }: { onFile: (file: File) => void }) {
  return (
    <label class="button button--plain">
      <Icon name="file" small />
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
