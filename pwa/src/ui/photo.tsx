import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { Icon } from "./icon";
import "./photo.css";

interface PhotoProps {
  /** URL of the photo (an object URL or /api/photos/…); an empty frame without. */
  src?: string | undefined;
  /** Alternative text: "Left cheek, day 2". */
  alt: string;
  /** Width / height of the frame, 3/4 by default. The photo is cropped to fill it. */
  ratio?: number;
  children?: ComponentChildren;
}

/** A photo in a frame, with an optional caption over its lower edge. */
export function Photo({ src, alt, ratio = 3 / 4, children }: PhotoProps) {
  return (
    <figure class="photo" style={{ "--ratio": String(ratio) }}>
      {src === undefined ? <Icon name="photo" label={t("common.photo.none")} /> : <img src={src} alt={alt} loading="lazy" decoding="async" />}
      {children !== undefined && <figcaption>{children}</figcaption>}
    </figure>
  );
}
