import { hasCamera, openCamera, type Camera, type Facing } from "../../imaging/camera";
import { flawOf, type PhotoFlaw } from "../../imaging/measure";

export type { Camera, Facing, PhotoFlaw };

/** Open the camera; undefined if there is none or the person does not allow it. */
export async function startCamera(facing: Facing): Promise<Camera | undefined> {
  if (!hasCamera()) return undefined;
  return openCamera(facing).catch(() => undefined);
}

/** The flaw of a photo, if it has one. */
export const photoFlaw = flawOf;
