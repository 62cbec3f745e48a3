import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { dropPhoto } from "../../store/diary";

/** Removes a photo that the server has refused, from this phone and from what waits. */
export async function giveUpPhoto(photoId: string): Promise<void> {
  await dropPhoto(await database(), photoId);
  saved();
}
