import { hasCamera, openCamera, type Camera, type Facing } from "../../imaging/camera";
import { flawOf, type PhotoFlaw } from "../../imaging/measure";

export type { Camera, Facing, PhotoFlaw };

/** Opens the app's own camera; undefined when there is none or the person does not allow it. */
export async function startCamera(facing: Facing): Promise<Camera | undefined> {
  if (!hasCamera()) return undefined;
  return openCamera(facing).catch(() => undefined);
}

/** What stands against keeping a photo as it is. */
export const photoFlaw = flawOf;
