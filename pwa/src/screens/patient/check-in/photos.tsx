import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button, Icon, toast } from "../../../ui";
import { photoAddress } from "../../../actions/diary/photo-address";
import type { Draft, DraftPicture } from "../../../actions/diary/draft";
import { VIEWS, type View } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { photos } from "../../../state/diary";
import type { CameraProps } from "./camera";


interface PhotosProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** One tile a view; a tap opens the app's own camera for it. */
export function Photos({ draft, onChange }: PhotosProps) {
  const [open, setOpen] = useState<View | null>(null);
  const keep = (picture: DraftPicture): void => {
    const others = draft.pictures.filter((each) => each.view === "zone" || each.view !== picture.view);
    onChange({ pictures: [...others, picture] });
    setOpen(null);
  };
  const drop = (id: string): void => onChange({ pictures: draft.pictures.filter((each) => each.id !== id) });
  return (
    <section class="stack-s" aria-labelledby="photos">
      <h2 id="photos">{t("patient.check-in.photos")}</h2>
      <div class="tiles">
        {VIEWS.map((view) => {
          const picture = draft.pictures.find((each) => each.view === view);
          return picture ? (
            <Taken key={view} picture={picture} onDrop={() => drop(picture.id)} />
          ) : (
            <button key={view} type="button" class="tile" onClick={() => setOpen(view)}>
              <Icon name={view === "zone" ? "search" : "camera"} />
              {t(`common.view.${view}`)}
            </button>
          );
        })}
      </div>
      <Kept entryId={draft.entry_id} />
      {open !== null && (
        <LateCamera view={open} onKeep={keep} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}

/** The camera's code comes when it is first needed. */
function LateCamera(props: CameraProps) {
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
  const [address, setAddress] = useState<string | undefined>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([picture.bytes], { type: picture.type }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture.id]);
  return (
    <div class="tile tile--taken">
      <img src={address} alt={t(`common.view.${picture.view}`)} />
      <Button kind="plain" icon="remove" label={t("patient.check-in.drop", { view: t(`common.view.${picture.view}`) })} onClick={onDrop}>
        {""}
      </Button>
    </div>
  );
}

/** The photos that this entry has already. */
function Kept({ entryId }: { entryId: string }) {
  const kept = photos.value.filter((photo) => photo.entry_id === entryId);
  return (
    <div class="tiles">
      {kept.map((photo) => (
        <KeptPhoto key={photo.id} id={photo.id} view={photo.view} />
      ))}
    </div>
  );
}

function KeptPhoto({ id, view }: { id: string; view: View }) {
  const [address, setAddress] = useState<string | undefined>();
  useEffect(() => void photoAddress(id, "thumbnail").then(setAddress), [id]);
  return (
    <div class="tile tile--taken">
      <img src={address} alt={t(`common.view.${view}`)} />
    </div>
  );
}
