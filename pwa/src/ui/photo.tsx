import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { Icon } from "./icon";
import "./photo.css";

interface PhotoProps {
  /** URL of the picture (an object URL or /api/photos/…); an empty frame without one. */
  src?: string | undefined;
  /** Alternative text: "Left side, day 2". */
  alt: string;
  /** Width by height of the frame, 3/4 by default. The picture fills it and is cropped. */
  ratio?: number;
  /** Why there is no picture, if that is known: the name of the empty frame. */
  missing?: string;
  /** Called once the browser shows the picture. */
  onLoad?: () => void;
  /** Called if the browser cannot show the picture. */
  onError?: () => void;
  children?: ComponentChildren;
}

/** A picture in a rounded frame, with a caption (a pill) over its lower edge. */
export function Photo({ src, alt, ratio = 3 / 4, missing, onLoad, onError, children }: PhotoProps) {
  return (
    <figure class="photo" style={{ "--ratio": String(ratio) }}>
      {src === undefined ? (
        <Icon name={missing === undefined ? "photo" : "cloud"} label={missing ?? t("common.photo.none")} />
      ) : (
        <img src={src} alt={alt} loading="lazy" decoding="async" {...(onLoad && { onLoad: () => onLoad() })} {...(onError && { onError: () => onError() })} />
      )}
      {children !== undefined && <figcaption>{children}</figcaption>}
    </figure>
  );
}
