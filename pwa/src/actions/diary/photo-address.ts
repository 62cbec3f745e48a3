import { database } from "../../store/database";
import { findPicture } from "../../store/diary";

const objectUrls = new Map<string, string>();

/** Where to look for a photo: on this phone when it was taken here, else at the server. Object addresses are made once. */
export async function photoAddress(photoId: string, size: "thumbnail" | "display"): Promise<string> {
  const known = objectUrls.get(photoId);
  if (known !== undefined) return known;
  const picture = await findPicture(await database(), photoId);
  if (!picture) return `/api/photos/${photoId}/${size}`;
  const address = URL.createObjectURL(new Blob([picture.bytes], { type: picture.type }));
  objectUrls.set(photoId, address);
  return address;
}
