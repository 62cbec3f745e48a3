import { database } from "../store/database";
import { getValue, setValue } from "../store/values";

/** The name of the stored value. Signing out erases it with everything else on this phone. */
const NAME = "own-number";

/** Load the number that the patient wants to call when the clinic cannot be reached; empty if there is none. */
export async function loadOwnNumber(): Promise<string> {
  return (await getValue<string>(await database(), NAME)) ?? "";
}

/** Store it on this phone. It is not sent anywhere. Throws `StorageProblem`. */
export async function saveOwnNumber(number: string): Promise<void> {
  await setValue(await database(), NAME, number);
}
