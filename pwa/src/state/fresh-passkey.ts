/** Some actions need a passkey that was answered within the last ten minutes: ask for it when the server does, and repeat the action. */
import { signal } from "@preact/signals";
import { isProblem, Problem } from "../api";

/** A request that the dialog shows to the person. Only the first call of either function counts. */
export interface PasskeyRequest {
  /** The server has accepted a passkey on this device. */
  readonly confirmed: () => void;
  readonly cancelled: () => void;
}

/** The request that waits for the person, if any. */
export const passkeyRequest = signal<PasskeyRequest | undefined>(undefined);

let waiting: Promise<void> | undefined;
let dialogs = 0;

/** Say that a dialog is on screen that shows `passkeyRequest`. Returns a function that says that it is gone. */
export function canAskForPasskey(): () => void {
  dialogs += 1;
  return () => {
    dialogs -= 1;
  };
}

/**
 * Run `work`. If the server refuses it because the passkey is not fresh, ask the person for the passkey and run it once more.
 *
 * Throws `Problem`: passkey-cancelled if the person closes the request, or what `work` throws; on a screen without the dialog,
 * that is passkey-not-fresh.
 */
export async function withFreshPasskey<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (dialogs === 0 || !isProblem(thrown, "passkey-not-fresh")) throw thrown;
  }
  waiting ??= askPerson(); // two actions at once need one answer
  await waiting;
  return work();
}

async function askPerson(): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      passkeyRequest.value = { confirmed: resolve, cancelled: () => reject(new Problem("passkey-cancelled", 0)) };
    });
  } finally {
    waiting = undefined;
    passkeyRequest.value = undefined;
  }
}
