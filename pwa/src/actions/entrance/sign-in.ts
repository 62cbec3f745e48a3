import { api, bodyOf } from "../../api";
import { completeSignIn } from "./complete-sign-in";
import { deviceLabel } from "./device-label";
import { usePasskey } from "./passkeys";

/** Sign in with a passkey. */
export async function signIn(): Promise<void> {
  const { ceremony_id, options } = await bodyOf(api.POST("/api/passkeys/authentication-options"));
  const credential = await usePasskey(options);
  const device_label = deviceLabel(navigator.userAgent);
  await completeSignIn(await bodyOf(api.POST("/api/passkeys/authentication", { body: { ceremony_id, credential, device_label } })));
}

/** Sign in on a new phone with a recovery link, which can be used only once. */
export async function signInByLink(token: string): Promise<void> {
  const device_label = deviceLabel(navigator.userAgent);
  await completeSignIn(await bodyOf(api.POST("/api/links/sign-in", { body: { token, device_label } })));
}
