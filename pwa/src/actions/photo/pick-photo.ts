import { previewPhoto } from "../../api/photo-preview";
import { captureTime } from "../../imaging/exif";
import { flawOf, type PhotoFlaw } from "../../imaging/measure";
import { PhotoRefused, prepareFile, type Prepared, type Refusal } from "../../imaging/prepare";

export type { Prepared, Refusal };

/** A picked file that is ready to be saved, or the reason why it cannot be saved. */
export type Picked =
  | {
      readonly photo: Prepared;
      readonly flaw: PhotoFlaw | null;
      /** When the photo says that it was taken, as an ISO instant; null if it does not say. */
      readonly statedAt: string | null;
      readonly refused?: undefined;
    }
  | { readonly refused: Refusal };

/** Prepare a picked file: read its date, decode it, here or on the server, and check its quality. Never rejects. */
export async function pickPhoto(file: Blob): Promise<Picked> {
  try {
    const photo = await shown(await prepareFile(file));
    return { photo, flaw: photo.width === 0 ? null : flawOf(photo), statedAt: await statedAt(file) };
  } catch (thrown) {
    return { refused: thrown instanceof PhotoRefused ? thrown.why : "damaged" };
  }
}

/** A photo that only the server can decode comes back as a JPEG; without a network it stays as it is, unseen. */
async function shown(photo: Prepared): Promise<Prepared> {
  if (photo.width > 0) return photo;
  return previewPhoto(photo).then(prepareFile).catch(() => photo);
}

/** A date without a time zone is taken as one of this phone's, which took most of the photos on it. */
async function statedAt(file: Blob): Promise<string | null> {
  const time = captureTime(await file.arrayBuffer());
  const at = time === null ? Number.NaN : Date.parse(`${time.local}${time.offset ?? ""}`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
