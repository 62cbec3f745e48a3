import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { Icon } from "./icon";
import "./photo.css";

interface PhotoProps {
  /** Address of the picture (an object URL or /api/photos/…); nothing: an empty frame. */
  src?: string | undefined;
  /** What is seen: "Left cheek, day 2". */
  alt: string;
  /** Width / height of the frame; 3/4 by default. The picture covers it. */
  ratio?: number;
  children?: ComponentChildren;
}

/** A picture in a soft frame, with a caption (a pill) laid over its foot. */
export function Photo({ src, alt, ratio = 3 / 4, children }: PhotoProps) {
  return (
    <figure class="photo" style={{ "--ratio": String(ratio) }}>
      {src === undefined ? <Icon name="photo" label={t("common.photo.none")} /> : <img src={src} alt={alt} loading="lazy" decoding="async" />}
      {children !== undefined && <figcaption>{children}</figcaption>}
    </figure>
  );
}
