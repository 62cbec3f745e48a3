import type { CSSProperties } from "preact";
import type { Photo } from "../../../domain/diary";
import type { Zoom } from "../../../domain/zoom";
import { t } from "../../../i18n";
import { Button, Icon } from "../../../ui";
import { photoText, usePicture } from "../picture";

interface SlideProps {
  readonly photo: Photo;
  /** 0 for the photo on screen, -1 and 1 for its neighbours. */
  readonly place: number;
  /** Pixels by which a finger has dragged the photos. */
  readonly dragged: number;
  readonly zoom: Zoom;
  readonly isMoving: boolean;
}

/** One photo of the viewer, as large as the screen allows, or why it cannot be seen. */
export function Slide({ photo, place, dragged, zoom, isMoving }: SlideProps) {
  const { src, problem, onLoad, onError, retry } = usePicture(photo.id, "display");
  const style: CSSProperties = { transform: `translateX(calc(${place * 100}% + ${dragged}px))` };
  const classes = isMoving ? "viewer__slide viewer__slide--moving" : "viewer__slide";
  return (
    <div class={classes} style={style} aria-hidden={place !== 0} inert={place !== 0}>
      {problem === undefined ? (
        src !== undefined && (
          <img
            src={src}
            alt={photoText(photo)}
            draggable={false}
            onLoad={onLoad}
            onError={onError}
            style={{ transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})` }}
          />
        )
      ) : (
        <div class="viewer__missing" role={place === 0 ? "status" : undefined}>
          <Icon name="cloud" />
          <p>{t(`patient.picture.${problem}`)}</p>
          <Button kind="quiet" icon="sending" onClick={retry}>
            {t("common.retry")}
          </Button>
        </div>
      )}
    </div>
  );
}
