/**
 * One exchange with the server.
 *
 * 1. Hear what is new, and take it in with the cursor. This also shows which of our writes arrived although their
 *    answer was lost.
 * 2. Send what is due, oldest first. A photo waits for its entry.
 * 3. Settle each answer by itself: taken · later · refused (needs attention). Without a network or a session, stop.
 * 4. Say when it is worth trying again.
 */

import type { Entry } from "../domain/diary";
import { applyChanges, entryTaken, photoTaken } from "../store/changes";
import { cursor } from "../store/kept";
import { noteSending, postpone, refuse, settle, waiting } from "../store/outbox";
import type { Database, Parcel } from "../store/schema";
import type { Problem, Said, Server } from "./server";

/** How an exchange ended. */
export interface Exchange {
  /** `offline`: no answer came. `signed-out`: the session has ended; nothing is lost, everything waits. */
  readonly outcome: "done" | "offline" | "signed-out";
  /** Epoch milliseconds at which something is due again; null when nothing waits. */
  readonly nextAt: number | null;
}

/** The surroundings of an exchange. */
export interface Around {
  readonly now: () => number;
  /** Hears which parcel is on its way, and null when none is. */
  readonly onSending?: (key: string | null) => void;
}

/** The bytes changed on their way: what is on the phone is whole, so it goes out again. */
const DAMAGED = "photo-damaged";

type Verdict = "taken" | "later" | "refused" | "offline" | "signed-out";

/** Runs one exchange. Only one may run at a time: the loop holds a lock around it. */
export async function syncOnce(db: Database, server: Server, around: Around): Promise<Exchange> {
  const heard = await hear(db, server);
  const outcome = heard === "offline" || heard === "signed-out" ? heard : await sendAll(db, server, around);
  around.onSending?.(null);
  const nextAt = await nextDue(db);
  return { outcome, nextAt };
}

async function hear(db: Database, server: Server): Promise<Verdict> {
  const answer = await server.changes(await cursor(db));
  if (answer.problem) return verdict(answer.problem);
  await applyChanges(db, answer.value);
  return "taken";
}

async function sendAll(db: Database, server: Server, around: Around): Promise<Exchange["outcome"]> {
  for (const { key } of await waiting(db)) {
    const found = await db.get("outbox", key);
    if (!found || !(await isDue(db, found, around.now()))) continue;
    around.onSending?.(key);
    const said = await send(db, server, found);
    if (said === "gone") continue;
    const judged = await judge(db, found, said, around.now());
    if (judged === "offline" || judged === "signed-out") return judged;
  }
  return "done";
}

async function isDue(db: Database, found: Parcel, now: number): Promise<boolean> {
  if (found.problem !== null || found.not_before > now) return false;
  if (found.kind !== "photo") return true;
  const photo = await db.get("photos", found.target);
  return !photo || (await db.get("outbox", `entry:${photo.entry_id}`)) === undefined;
}

async function judge(db: Database, found: Parcel, said: Said<unknown>, now: number): Promise<Verdict> {
  if (!said.problem) return "taken";
  if (isMoot(found, said.problem)) {
    await settle(db, found);
    return "taken";
  }
  const judged = verdict(said.problem);
  if (judged === "refused") await refuse(db, found, said.problem.code);
  else if (judged !== "signed-out") await postpone(db, found.key, now, said.problem.waitFor);
  return judged;
}

/** To close or to acknowledge what is no longer there has been done by somebody else. */
function isMoot({ kind }: Parcel, { status }: Problem): boolean {
  return (kind === "revoke" || kind === "seen") && (status === 404 || status === 410);
}

function verdict({ status, code }: Problem): Verdict {
  if (status === 0) return "offline";
  if (status === 401) return "signed-out";
  if (code === DAMAGED) return "later";
  return status >= 500 || status === 408 || status === 425 || status === 429 ? "later" : "refused";
}

function send(db: Database, server: Server, found: Parcel): Promise<Said<unknown> | "gone"> {
  switch (found.kind) {
    case "entry":
      return sendEntry(db, server, found);
    case "photo":
      return sendPhoto(db, server, found);
    case "grant":
      return sendGrant(db, server, found);
    case "revoke":
      return sendWord(db, found, server.closeDiary(found.target));
    case "seen":
      return sendWord(db, found, server.markSeen(found.target));
  }
}

async function sendEntry(db: Database, server: Server, found: Parcel): Promise<Said<unknown> | "gone"> {
  const entry = await db.get("entries", found.target);
  if (!entry) return dropped(db, found);
  await noteSending(db, found.key, entry.document);
  const said = await server.writeEntry(entry);
  if (!said.problem) await entryTaken(db, found, entry.document, said.value);
  else if (said.problem.status === 409) return secondTry(db, server, found, entry);
  return said;
}

/** The server has moved on beyond what we knew: hear it, then write once more on its newest revision. */
async function secondTry(db: Database, server: Server, found: Parcel, stale: Entry): Promise<Said<unknown>> {
  const news = await server.changes(0);
  if (news.problem) return news;
  const theirs = news.value.entries.find((entry) => entry.id === stale.id);
  const said = await server.writeEntry({ ...stale, revision: theirs?.revision ?? 0 });
  if (!said.problem) await entryTaken(db, found, stale.document, said.value);
  return said;
}

async function sendPhoto(db: Database, server: Server, found: Parcel): Promise<Said<unknown> | "gone"> {
  const photo = await db.get("photos", found.target);
  const picture = await db.get("pictures", found.target);
  if (!photo || !picture) return dropped(db, found);
  const said = await server.uploadPhoto(photo, picture);
  if (!said.problem) await photoTaken(db, found, said.value);
  return said;
}

async function sendGrant(db: Database, server: Server, found: Parcel): Promise<Said<unknown> | "gone"> {
  if (!found.body) return dropped(db, found);
  const said = await server.openDiary(found.body);
  if (!said.problem) {
    await db.put("grants", said.value);
    await settle(db, found);
  }
  return said;
}

async function sendWord(db: Database, found: Parcel, word: Promise<Said<unknown>>): Promise<Said<unknown>> {
  const said = await word;
  if (!said.problem) await settle(db, found);
  return said;
}

async function dropped(db: Database, found: Parcel): Promise<"gone"> {
  await settle(db, found);
  return "gone";
}

async function nextDue(db: Database): Promise<number | null> {
  const times = (await waiting(db)).filter((found) => found.problem === null).map((found) => found.not_before);
  return times.length ? Math.min(...times) : null;
}
