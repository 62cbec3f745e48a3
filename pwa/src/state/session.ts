/** Who is signed in on this phone. Remembered, so that the app opens without a network as it was left. */
import { signal } from "@preact/signals";
import { answered, api, isProblem, type Shapes } from "../api";

export type Me = Shapes["Me"];

/** `unknown` until the first look; `expired`: the server no longer knows this phone, what is kept here stays. */
export type Session =
  | { state: "unknown" | "out" }
  | { state: "in"; me: Me }
  | { state: "expired"; me: Me };

const STORED_ME = "afterglow.me";
/** How long a white page may wait for the server to say who this is. */
const TIMEOUT_MS = 4_000;
const SIGN_OUT_PENDING = "afterglow.sign-out-owed";

/** Follow it in screens; change it only through the functions below. */
export const session = signal<Session>({ state: "unknown" });

/** The signed-in person, or nobody. */
export function me(): Me | undefined {
  const now = session.value;
  return now.state === "in" ? now.me : undefined;
}

/** Opens the session from what this phone remembers, then asks the server. Without a memory it waits for the server. */
export async function openSession(): Promise<void> {
  if (localStorage.getItem(SIGN_OUT_PENDING) !== null && !(await finishSignOut())) {
    session.value = { state: "out" };
    return;
  }
  const remembered = storedMe();
  if (remembered) session.value = { state: "in", me: remembered };
  const answer = fetchMe();
  if (remembered) return;
  await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS))]);
  if (session.value.state === "unknown") session.value = { state: "out" }; // the answer may still come and sign in
}

async function fetchMe(): Promise<void> {
  try {
    signedIn(await answered(api.GET("/api/me")));
  } catch (thrown) {
    if (isProblem(thrown, "not-signed-in")) signedOut();
    else if (session.value.state === "unknown") session.value = { state: "out" };
  }
}

/** Someone has signed in, or changed what is known of them. */
export function signedIn(person: Me): void {
  session.value = { state: "in", me: person };
  localStorage.removeItem(SIGN_OUT_PENDING); // a new session has taken the old one's place
  localStorage.setItem(STORED_ME, JSON.stringify(person));
}

/** The server says that nobody is signed in. What is on the phone stays until the person signs out themselves. */
export function signedOut(): void {
  const now = session.value;
  session.value = now.state === "in" ? { state: "expired", me: now.me } : { state: "out" };
  localStorage.removeItem(STORED_ME);
}

/** Forgets the person on this phone. */
export function forgetPerson(): void {
  localStorage.removeItem(STORED_ME);
  session.value = { state: "out" };
}

/** Signed out without a network: the server still knows this phone, and is told as soon as it can be. */
export function deferSignOut(): void {
  localStorage.setItem(SIGN_OUT_PENDING, "yes");
}

async function finishSignOut(): Promise<boolean> {
  try {
    await answered(api.POST("/api/sign-out"));
  } catch (thrown) {
    if (!isProblem(thrown, "not-signed-in")) return false;
  }
  localStorage.removeItem(SIGN_OUT_PENDING);
  return true;
}

function storedMe(): Me | undefined {
  try {
    const json = localStorage.getItem(STORED_ME);
    return json === null ? undefined : (JSON.parse(json) as Me);
  } catch {
    return undefined;
  }
}
