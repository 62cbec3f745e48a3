import { flawOf, type PhotoFlaw } from "../../imaging/measure";
import { PhotoRefused, prepareFile, type Prepared } from "../../imaging/prepare";

export type { Prepared };

/** A picked file that is ready to be saved, or the code of the reason why it cannot be saved. */
export type Picked =
  | { readonly photo: Prepared; readonly flaw: PhotoFlaw | null; readonly refused?: undefined }
  | { readonly refused: PhotoRefused["code"] };

/** Prepare a picked file and check its quality. */
export async function pickPhoto(file: Blob): Promise<Picked> {
  try {
    const photo = await prepareFile(file);
    return { photo, flaw: photo.width === 0 ? null : flawOf(photo) };
  } catch (thrown) {
    return { refused: thrown instanceof PhotoRefused ? thrown.code : "photo-unreadable" };
  }
}
