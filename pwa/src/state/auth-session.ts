/** Who is signed in on this phone. It is stored, so that the app also opens offline. */
import { signal } from "@preact/signals";
import { api, bodyOf, isSessionOver, type Shapes } from "../api";
import type { ProblemCode } from "../domain/vocabulary";

export type Me = Shapes["Me"];

/** `unknown` at first. `expired`: the server has ended the session; the local data stays. */
export type AuthSession =
  | { state: "unknown" | "out" }
  | { state: "in"; me: Me }
  | { state: "expired"; me: Me };

const STORED_ME = "afterglow.me";
/** Id of the person whose data is on this phone. */
export const OWNER = "afterglow.owner";
/** Present while the app lock of this phone is on: see app-lock.ts. */
export const APP_LOCK = "afterglow.app-lock";
/** How long the app waits for the server at startup before it shows the entrance, in milliseconds. */
const TIMEOUT_MS = 4_000;
/** Where somebody arrives who is not signed in. */
const SIGN_IN = "/sign-in";
const SIGN_OUT_PENDING = "afterglow.sign-out-owed";

/** The state that screens follow; changed only by the functions below. */
export const authSession = signal<AuthSession>({ state: "unknown" });

/** The signed-in person, if any. */
export function me(): Me | undefined {
  const now = authSession.value;
  return now.state === "in" ? now.me : undefined;
}

/** The name of the signed-in person; empty if nobody is signed in. */
export function ownName(): string {
  return me()?.display_name ?? "";
}

/** Open the stored session and check it with the server. Without a stored session, wait for the server, except to sign in. */
export async function openAuthSession(): Promise<void> {
  if (localStorage.getItem(SIGN_OUT_PENDING) !== null && !(await finishSignOut())) {
    authSession.value = { state: "out" };
    return;
  }
  const remembered = storedMe();
  if (remembered) authSession.value = { state: "in", me: remembered };
  if (!remembered && location.pathname === SIGN_IN) {
    authSession.value = { state: "out" }; // the question would be answered with 401 only, and the form can be used at once
    return;
  }
  const answer = fetchMe();
  if (remembered) return;
  await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS))]);
  if (authSession.value.state === "unknown") authSession.value = { state: "out" }; // a late response may still sign in
}

async function fetchMe(): Promise<void> {
  try {
    const person = await bodyOf(api.GET("/api/me"));
    // signing in failed before it could erase the diary of the previous person: do it now, or do not open the session
    if (isOwnedByAnother(person.id)) await (await import("./owner")).claimPhone(person.id);
    signedIn(person);
  } catch (thrown) {
    if (isSessionOver(thrown)) await sessionEnded(thrown.code);
    else if (authSession.value.state === "unknown") authSession.value = { state: "out" };
  }
}

/** Whether this phone holds the data of another person. */
export function isOwnedByAnother(personId: string): boolean {
  const owner = localStorage.getItem(OWNER);
  return owner !== null && owner !== personId;
}

/** Store the person who has signed in, or whose details have changed. */
export function signedIn(person: Me): void {
  authSession.value = { state: "in", me: person };
  localStorage.removeItem(SIGN_OUT_PENDING); // a new session has replaced the one to be ended
  localStorage.setItem(STORED_ME, JSON.stringify(person));
}

/** Close the session that the server refuses with this code, which may permit to erase the local data: see session-end.ts. */
export async function sessionEnded(code?: ProblemCode): Promise<void> {
  signedOut();
  if (code !== "not-signed-in") await (await import("./session-end")).leaveThisPhone(code);
}

/** Close the session. The local data stays until the person signs out. */
export function signedOut(): void {
  const now = authSession.value;
  authSession.value = "me" in now ? { state: "expired", me: now.me } : { state: "out" };
  localStorage.removeItem(STORED_ME);
}

/** Forget the person on this phone. */
export function forgetPerson(): void {
  localStorage.removeItem(STORED_ME);
  authSession.value = { state: "out" };
}

/** Remember to end the session on the server, after signing out offline. */
export function deferSignOut(): void {
  localStorage.setItem(SIGN_OUT_PENDING, "yes");
}

async function finishSignOut(): Promise<boolean> {
  try {
    await bodyOf(api.POST("/api/sign-out"));
  } catch (thrown) {
    if (!isSessionOver(thrown)) return false;
  }
  localStorage.removeItem(SIGN_OUT_PENDING);
  return true;
}

/** Whether nobody's data is on this phone: no account and no diary. */
export function isNewPhone(): boolean {
  return localStorage.getItem(STORED_ME) === null && localStorage.getItem(OWNER) === null;
}

/** Whether a practitioner is signed in on this phone, as far as it knows. */
export function isPractitionersPhone(): boolean {
  return storedMe()?.role === "practitioner";
}

function storedMe(): Me | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(STORED_ME) ?? "null") as Me | null;
    return typeof stored?.role === "string" ? stored : undefined;
  } catch {
    return undefined;
  }
}
