import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { deletePhoto } from "../../store/diary";

/** Removes a photo that the server has refused, from this phone and from what waits. */
export async function discardPhoto(photoId: string): Promise<void> {
  await deletePhoto(await database(), photoId);
  saved();
}
