/** The browser's part of a passkey ceremony, with a timeout of our own because some browsers never answer. */
import { Problem, type Shapes } from "../../api";
import { passkeyProblem } from "./passkey-problem";

const TIMEOUT_MS = 120_000;

type Asked = Shapes["Ceremony"]["options"];
type Credential = Shapes["CeremonyAnswer"]["credential"];

/** Create a passkey. Throws `Problem` (passkey-cancelled, -timeout, -exists, -unsupported, -refused). */
export async function makePasskey(options: Asked): Promise<Credential> {
  const { startRegistration } = await library();
  return withTimeout(startRegistration({ optionsJSON: options as never }));
}

/** Sign in with a passkey. Throws the same as `makePasskey`. */
export async function usePasskey(options: Asked): Promise<Credential> {
  const { startAuthentication } = await library();
  return withTimeout(startAuthentication({ optionsJSON: options as never }));
}

async function library(): Promise<typeof import("@simplewebauthn/browser")> {
  const library = await import("@simplewebauthn/browser");
  if (!library.browserSupportsWebAuthn()) throw new Problem("passkey-unsupported", 0);
  return library;
}

async function withTimeout(ceremony: Promise<object>): Promise<Credential> {
  const { WebAuthnAbortService } = await import("@simplewebauthn/browser");
  const timer = setTimeout(() => WebAuthnAbortService.cancelCeremony(), TIMEOUT_MS);
  try {
    return (await ceremony) as Credential;
  } catch (thrown) {
    throw passkeyProblem(thrown);
  } finally {
    clearTimeout(timer);
  }
}
