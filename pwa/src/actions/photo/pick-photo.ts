import { flawOf, type PhotoFlaw } from "../../imaging/measure";
import { PhotoRefused, prepareFile, type Prepared } from "../../imaging/prepare";

export type { Prepared };

/** A picked file, ready to be kept; or the code that says why not. */
export type Picked =
  | { readonly photo: Prepared; readonly flaw: PhotoFlaw | null; readonly refused?: undefined }
  | { readonly refused: PhotoRefused["code"] };

/** Looks at a file that was picked. */
export async function pickPhoto(file: Blob): Promise<Picked> {
  try {
    const photo = await prepareFile(file);
    return { photo, flaw: photo.width === 0 ? null : flawOf(photo) };
  } catch (thrown) {
    return { refused: thrown instanceof PhotoRefused ? thrown.code : "photo-unreadable" };
  }
}
