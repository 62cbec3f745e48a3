import { database } from "../../store/database";
import { findPicture } from "../../store/diary";

const shown = new Map<string, string>();

/** Where to look for a photo: on this phone when it was taken here, else at the server. Object addresses are made once. */
export async function photoAddress(photoId: string, size: "thumbnail" | "display"): Promise<string> {
  const known = shown.get(photoId);
  if (known !== undefined) return known;
  const found = await findPicture(await database(), photoId);
  if (!found) return `/api/photos/${photoId}/${size}`;
  const address = URL.createObjectURL(new Blob([found.bytes], { type: found.type }));
  shown.set(photoId, address);
  return address;
}
