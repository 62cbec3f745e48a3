import { database } from "../../store/database";
import { findPicture } from "../../store/diary";

const objectUrls = new Map<string, string>();

/** The URL of a photo: an object URL, created once, if it was taken on this phone; otherwise the server's. */
export async function photoAddress(photoId: string, size: "thumbnail" | "display"): Promise<string> {
  const known = objectUrls.get(photoId);
  if (known !== undefined) return known;
  const picture = await findPicture(await database(), photoId);
  if (!picture) return `/api/photos/${photoId}/${size}`;
  const address = URL.createObjectURL(new Blob([picture.bytes], { type: picture.type }));
  objectUrls.set(photoId, address);
  return address;
}
