import { hasCamera, openCamera, problemOf, type Camera, type CameraProblem, type Facing } from "../../imaging/camera";
import { flawOf, type PhotoFlaw } from "../../imaging/measure";

export type { Camera, CameraProblem, Facing, PhotoFlaw };

/** The open camera, or why it cannot be opened. */
export type Opened = { readonly camera: Camera; readonly problem?: undefined } | { readonly problem: CameraProblem };

/** Open the camera. Never rejects. */
export async function startCamera(facing: Facing): Promise<Opened> {
  if (!hasCamera()) return { problem: "none" };
  return openCamera(facing).then(
    (camera) => ({ camera }),
    (thrown: unknown) => ({ problem: problemOf(thrown) }),
  );
}

/** The flaw of a photo, if it has one. */
export const photoFlaw = flawOf;
