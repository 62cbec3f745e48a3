import { usePasskey } from "./passkeys";

/**
 * Let the person answer a passkey on this device, without the server; works offline. With an id, only that passkey will do. Returns
 * its id. Throws `Problem` (passkey-cancelled, …).
 *
 * The signature is not verified: anybody who can change the code of this page can read the diary on this phone, too. The browser checks
 * that the person has confirmed it.
 */
export async function checkDevice(passkeyId: string | null): Promise<string> {
  const challenge = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const allowCredentials = passkeyId === null ? [] : [{ id: passkeyId, type: "public-key" }];
  const { id } = await usePasskey({ challenge, allowCredentials, userVerification: "required" });
  return String(id);
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
