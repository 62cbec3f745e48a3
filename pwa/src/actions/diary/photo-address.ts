import { onPhone } from "../../state/diary";
import { database } from "../../store/database";
import { findPicture } from "../../store/diary";

export type PhotoSize = "thumbnail" | "display";

const objectUrls = new Map<string, string>();

/** An object URL keeps the bytes of a picture readable: revoke it once its photo is no longer shown. */
onPhone.subscribe((diary) => {
  const shown = new Set(diary?.photos.map(({ id }) => id));
  for (const [id, url] of diary ? objectUrls : []) {
    if (shown.has(id)) continue;
    URL.revokeObjectURL(url);
    objectUrls.delete(id);
  }
});

/** The URL of a photo: an object URL, created once, if it was taken on this phone; otherwise the server's. */
export async function photoAddress(photoId: string, size: PhotoSize): Promise<string> {
  const known = objectUrls.get(photoId);
  if (known !== undefined) return known;
  const picture = await findPicture(await database(), photoId);
  if (!picture) return serverAddress(photoId, size);
  const address = URL.createObjectURL(new Blob([picture.bytes], { type: picture.type }));
  objectUrls.set(photoId, address);
  return address;
}

/** The server's URL of a photo. */
export function serverAddress(photoId: string, size: PhotoSize): string {
  return `/api/photos/${photoId}/${size}`;
}
