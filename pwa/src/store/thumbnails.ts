/** Small copies of photos that were shown on this phone, so that they can be seen again without a network. A cache: the server has them all. */

import { atomic } from "./atomic";
import type { Database, Picture } from "./schema";

/** How many are stored; one has about 20 kB. The one that was stored first is replaced first. */
export const MOST_THUMBNAILS = 200;

/** Find the small copy of a photo; undefined if it was not shown on this phone, or long ago. */
export function findThumbnail(db: Database, photoId: string): Promise<Picture | undefined> {
  return db.get("thumbnails", photoId);
}

/** Store the small copy of a photo of this diary. Does nothing if the photo was erased in the meantime. Rejects with `StorageProblem`. */
export async function saveThumbnail(db: Database, thumbnail: Picture, now: number): Promise<void> {
  await atomic(db, ["photos", "thumbnails"], async (tx) => {
    if ((await tx.objectStore("photos").get(thumbnail.id)) === undefined) return;
    const thumbnails = tx.objectStore("thumbnails");
    await thumbnails.put({ ...thumbnail, stored_at: now });
    const oldest = await thumbnails.index("stored").getAllKeys();
    for (const id of oldest.slice(0, Math.max(0, oldest.length - MOST_THUMBNAILS))) await thumbnails.delete(id);
  });
}
