/** Photos that another app has shared, on their way into a check-in. */
import { isVideo } from "../../imaging/format";
import { deleteAllShared, deleteShared, findShared, sharedPhotos } from "../../store/shared-photos";
import { pickPhoto, type Picked } from "./pick-photo";

/** List the photos that wait, in the order of sharing. */
export const loadShared = (): Promise<readonly string[]> => sharedPhotos(Date.now());

/** Prepare a shared photo as one that was picked; a file that was too large to be stored is refused. */
export async function openShared(address: string): Promise<Picked> {
  const file = await findShared(address);
  if (!file) return { refused: "damaged" };
  if (!file.isCut) return pickPhoto(file.bytes);
  return { refused: isVideo(await file.bytes.arrayBuffer(), file.bytes.type) ? "video" : "large" };
}

/** Delete a shared photo, once the check-in has it or the person does not want it. */
export const discardShared = (address: string): Promise<void> => deleteShared(address);

/** Delete all shared photos. */
export const discardAllShared = (): Promise<void> => deleteAllShared();
