import { onPhone } from "../../state/diary";
import { database } from "../../store/database";
import { findPicture } from "../../store/diary";
import type { Picture } from "../../store/schema";
import { findThumbnail, saveThumbnail } from "../../store/thumbnails";

export type PhotoSize = "thumbnail" | "display";

const objectUrls = new Map<string, string>();
const thumbnailUrls = new Map<string, string>();

/** An object URL keeps the bytes of a picture readable: revoke it once its photo is no longer shown. */
onPhone.subscribe((diary) => {
  if (!diary) return;
  const shown = new Set(diary.photos.map(({ id }) => id));
  for (const urls of [objectUrls, thumbnailUrls]) revokeOthers(urls, shown);
});

function revokeOthers(urls: Map<string, string>, shown: ReadonlySet<string>): void {
  for (const [id, url] of urls) {
    if (shown.has(id)) continue;
    URL.revokeObjectURL(url);
    urls.delete(id);
  }
}

/** The URL of a photo: an object URL, created once, if this phone has it in this size; otherwise the server's. */
export async function photoAddress(photoId: string, size: PhotoSize): Promise<string> {
  const known = objectUrls.get(photoId);
  if (known !== undefined) return known;
  const picture = await findPicture(await database(), photoId);
  if (picture) return objectUrl(objectUrls, picture);
  return (size === "thumbnail" ? await thumbnailAddress(photoId) : undefined) ?? serverAddress(photoId, size);
}

/** The object URL of the small copy, created once; undefined if this phone has none. */
export async function thumbnailAddress(photoId: string): Promise<string | undefined> {
  const thumbnail = await findThumbnail(await database(), photoId);
  return thumbnail && (thumbnailUrls.get(photoId) ?? objectUrl(thumbnailUrls, thumbnail));
}

function objectUrl(urls: Map<string, string>, { id, type, bytes }: Picture): string {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  urls.set(id, address);
  return address;
}

/** Store the small copy of a photo that the server has just shown, unless this phone has one. Rejects if it cannot be loaded or stored. */
export async function keepThumbnail(photoId: string): Promise<void> {
  const db = await database();
  if (await findThumbnail(db, photoId)) return;
  const answer = await fetch(serverAddress(photoId, "thumbnail"));
  const type = answer.headers.get("content-type") ?? "";
  if (answer.ok && type.startsWith("image/")) await saveThumbnail(db, { id: photoId, type, bytes: await answer.arrayBuffer() }, Date.now());
}

/** The server's URL of a photo. */
export function serverAddress(photoId: string, size: PhotoSize): string {
  return `/api/photos/${photoId}/${size}`;
}
