import { Icon } from "../../ui";
import { useObjectUrl, type PictureBytes } from "./use-object-url";

/** A photo that is not saved yet; a sign in its place if this browser cannot decode it. */
export function DraftImage({ photo, alt }: { readonly photo: PictureBytes & { readonly width: number }; readonly alt: string }) {
  const address = useObjectUrl(photo);
  if (photo.width === 0) return alt === "" ? <Icon name="photo" /> : <Icon name="photo" label={alt} />;
  return address === undefined ? null : <img src={address} alt={alt} />;
}
