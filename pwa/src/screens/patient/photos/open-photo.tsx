import { useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import type { Photo } from "../../../domain/diary";
import { lazy } from "../../../ui";
import { Picture } from "../picture";
import type { ViewerProps } from "./viewer";
import "./photo-button.css";

const LazyViewer = lazy<ViewerProps>(async () => (await import("./viewer")).default);

/**
 * A function that opens a photo on the whole screen, and the viewer to be rendered beside what opens it: not inside a photo,
 * which may be erased while the viewer is open. The viewer's code is loaded when it is first opened.
 */
export function useViewer(): readonly [(photo: Photo) => void, ComponentChildren] {
  const [photoId, setPhotoId] = useState<string | null>(null);
  const viewer = photoId !== null && <LazyViewer photoId={photoId} onClose={() => setPhotoId(null)} />;
  return [({ id }) => setPhotoId(id), viewer];
}

interface PhotoButtonProps {
  readonly photo: Photo;
  readonly onOpen: (photo: Photo) => void;
  /** Over the lower edge of the picture. */
  readonly children?: ComponentChildren;
  readonly size?: "thumbnail" | "display";
}

/** A photo of the diary that can be tapped. */
export function PhotoButton({ photo, onOpen, ...picture }: PhotoButtonProps) {
  return (
    <button type="button" class="photo-button" onClick={() => onOpen(photo)}>
      <Picture photo={photo} {...picture} />
    </button>
  );
}
