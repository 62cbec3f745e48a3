import { answered, api } from "../../api";
import { completeSignIn } from "./complete-sign-in";
import { deviceLabel } from "./device-label";
import { usePasskey } from "./passkeys";

/** Signs in with a passkey of this phone. */
export async function signIn(): Promise<void> {
  const { ceremony_id, options } = await answered(api.POST("/api/passkeys/authentication-options"));
  const credential = await usePasskey(options);
  const device_label = deviceLabel(navigator.userAgent);
  await completeSignIn(await answered(api.POST("/api/passkeys/authentication", { body: { ceremony_id, credential, device_label } })));
}

/** Signs in with a one-time link: the way back in on a new phone. The link is used up by it. */
export async function signInByLink(token: string): Promise<void> {
  const device_label = deviceLabel(navigator.userAgent);
  await completeSignIn(await answered(api.POST("/api/links/sign-in", { body: { token, device_label } })));
}
