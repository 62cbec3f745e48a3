/** A browser with passkeys, and the server's part of the ceremonies. */
import { vi } from "vitest";
import type { Me } from "../../src/state/auth-session";
import { alice, network, refusal, type Answer, type Sent } from "./phone";

export const REGISTER = "POST /api/passkeys/registration-options";
export const REGISTERED = "POST /api/passkeys/registration";
export const AUTHENTICATE = "POST /api/passkeys/authentication-options";
export const AUTHENTICATED = "POST /api/passkeys/authentication";
export const PASSKEYS = "GET /api/my/passkeys";
export const CONFIRM = "POST /api/passkeys/confirmation-options";
export const CONFIRMED = "POST /api/passkeys/confirmation";

const bytes = (): ArrayBuffer => new Uint8Array([1, 2, 3]).buffer;
const credential = {
  ...{ id: "key", rawId: bytes(), type: "public-key", getClientExtensionResults: () => ({}) },
  response: { attestationObject: bytes(), clientDataJSON: bytes(), authenticatorData: bytes(), signature: bytes(), getTransports: () => ["internal"] },
};

/** How the browser answers a ceremony: with a passkey, or with the name of the error when the person cancels or the device refuses. */
export function browserWithPasskeys(error?: "NotAllowedError" | "InvalidStateError"): void {
  const ceremony = (): Promise<object> => (error === undefined ? Promise.resolve(credential) : Promise.reject(new DOMException("In this test.", error)));
  vi.stubGlobal("PublicKeyCredential", function PublicKeyCredential() {});
  Object.defineProperty(navigator, "credentials", { configurable: true, value: { create: ceremony, get: ceremony } });
}

/** A browser that knows no passkeys. */
export function browserWithoutPasskeys(): void {
  vi.stubGlobal("PublicKeyCredential", undefined);
}

/** The server's answers to both ceremonies, which sign this person in. */
export function ceremonies(person: Me = alice): Record<string, Answer> {
  const registration = { challenge: "AAAA", rp: { name: "Afterglow" }, user: { id: "AAAA", name: "Alice", displayName: "Alice" }, pubKeyCredParams: [] };
  return {
    [REGISTER]: { ceremony_id: "c1", options: registration },
    [REGISTERED]: person,
    [AUTHENTICATE]: { ceremony_id: "c2", options: { challenge: "AAAA" } },
    [AUTHENTICATED]: person,
  };
}

/** A server that answers the `guarded` calls only after a passkey was answered anew, or added. Returns the requests. */
export function guardedNetwork(guarded: Record<string, Answer>, others: Record<string, Answer> = {}): readonly Sent[] {
  const answers = { ...ceremonies(), [PASSKEYS]: { passkeys: [{ id: "k", label: "Phone", created_at: "2026-11-01T12:00:00Z", last_used_at: null }] }, [CONFIRM]: { ceremony_id: "c3", options: { challenge: "AAAA" } }, [CONFIRMED]: { fresh_until: "2026-11-22T12:00:00Z" }, ...others };
  const sent = network(answers);
  const isFresh = (): boolean => sent.some(({ call }) => call === CONFIRMED || call === REGISTERED);
  for (const [call, answer] of Object.entries(guarded)) {
    Object.defineProperty(answers, call, { get: () => (isFresh() ? answer : refusal("passkey-not-fresh", 403)) });
  }
  return sent;
}
