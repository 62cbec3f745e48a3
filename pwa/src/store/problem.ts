/** What can go wrong with the local database, as codes that the screens have a text for. */

/** `storage-full`: no space is left. `storage-blocked`: another tab holds the database. `storage-failed`: anything else. */
export type StorageCode = "storage-full" | "storage-blocked" | "storage-failed";

/** A failed access to the local database. The write was not stored, and nothing else has changed. */
export class StorageProblem extends Error {
  readonly code: StorageCode;

  constructor(code: StorageCode, cause?: unknown) {
    super(code, { cause });
    this.name = "StorageProblem";
    this.code = code;
  }
}

/** Something that was erased on this phone cannot be written any more: a form for it was still open. */
export class ErasedProblem extends Error {
  readonly code = "erased";
}

/** The typed problem behind an error of the browser's storage. Any other error is a bug in the app and is returned as it is. */
export function storageProblemOf(reason: unknown): unknown {
  if (!(reason instanceof DOMException)) return reason;
  return new StorageProblem(reason.name === "QuotaExceededError" ? "storage-full" : "storage-failed", reason);
}
