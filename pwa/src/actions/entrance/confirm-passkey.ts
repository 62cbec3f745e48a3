import { api, bodyOf } from "../../api";
import { usePasskey } from "./passkeys";

/** Answer a passkey anew on this device, which stays signed in as it is. Throws `Problem` (passkey-cancelled, passkey-refused, …). */
export async function confirmPasskey(): Promise<void> {
  const { ceremony_id, options } = await bodyOf(api.POST("/api/passkeys/confirmation-options"));
  const credential = await usePasskey(options);
  await bodyOf(api.POST("/api/passkeys/confirmation", { body: { ceremony_id, credential, device_label: "" } }));
}
