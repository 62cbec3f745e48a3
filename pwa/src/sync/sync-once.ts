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
import { applyChanges, entrySaved, photoSaved } from "../store/changes";
import { cursor } from "../store/values";
import { markInFlight, retryLater, markRefused, complete, outboxItems } from "../store/outbox";
import type { Database, OutboxItem } from "../store/schema";
import type { Problem, Result, Server } from "./server";

/** How an exchange ended. */
export interface SyncResult {
  /** `offline`: no answer came. `signed-out`: the session has ended; nothing is lost, everything waits. */
  readonly outcome: "done" | "offline" | "signed-out";
  /** Epoch milliseconds at which something is due again; null when nothing waits. */
  readonly nextAt: number | null;
}

/** The surroundings of an exchange. */
export interface SyncDeps {
  readonly now: () => number;
  /** Hears which parcel is on its way, and null when none is. */
  readonly onSending?: (key: string | null) => void;
}

/** The bytes changed on their way: what is on the phone is whole, so it goes out again. */
const DAMAGED = "photo-damaged";

type Outcome = "taken" | "later" | "refused" | "offline" | "signed-out";

/** Runs one exchange. Only one may run at a time: the loop holds a lock around it. */
export async function syncOnce(db: Database, server: Server, around: SyncDeps): Promise<SyncResult> {
  const heard = await pull(db, server);
  const outcome = heard === "offline" || heard === "signed-out" ? heard : await upload(db, server, around);
  around.onSending?.(null);
  const nextAt = await nextDue(db);
  return { outcome, nextAt };
}

async function pull(db: Database, server: Server): Promise<Outcome> {
  const answer = await server.changes(await cursor(db));
  if (answer.problem) return classify(answer.problem);
  await applyChanges(db, answer.value);
  return "taken";
}

async function upload(db: Database, server: Server, around: SyncDeps): Promise<SyncResult["outcome"]> {
  for (const { key } of await outboxItems(db)) {
    const found = await db.get("outbox", key);
    if (!found || !(await isDue(db, found, around.now()))) continue;
    around.onSending?.(key);
    const said = await send(db, server, found);
    if (said === "gone") continue;
    const judged = await handle(db, found, said, around.now());
    if (judged === "offline" || judged === "signed-out") return judged;
  }
  return "done";
}

async function isDue(db: Database, found: OutboxItem, now: number): Promise<boolean> {
  if (found.problem !== null || found.not_before > now) return false;
  if (found.kind !== "photo") return true;
  const photo = await db.get("photos", found.target);
  return !photo || (await db.get("outbox", `entry:${photo.entry_id}`)) === undefined;
}

async function handle(db: Database, found: OutboxItem, said: Result<unknown>, now: number): Promise<Outcome> {
  if (!said.problem) return "taken";
  if (isMoot(found, said.problem)) {
    await complete(db, found);
    return "taken";
  }
  const judged = classify(said.problem);
  if (judged === "refused") await markRefused(db, found, said.problem.code);
  else if (judged !== "signed-out") await retryLater(db, found.key, now, said.problem.waitFor);
  return judged;
}

/** To close or to acknowledge what is no longer there has been done by somebody else. */
function isMoot({ kind }: OutboxItem, { status }: Problem): boolean {
  return (kind === "revoke" || kind === "read") && (status === 404 || status === 410);
}

function classify({ status, code }: Problem): Outcome {
  if (status === 0) return "offline";
  if (status === 401) return "signed-out";
  if (code === DAMAGED) return "later";
  return status >= 500 || status === 408 || status === 425 || status === 429 ? "later" : "refused";
}

function send(db: Database, server: Server, found: OutboxItem): Promise<Result<unknown> | "gone"> {
  switch (found.kind) {
    case "entry":
      return sendEntry(db, server, found);
    case "photo":
      return sendPhoto(db, server, found);
    case "grant":
      return sendGrant(db, server, found);
    case "revoke":
      return sendCall(db, found, server.closeDiary(found.target));
    case "read":
      return sendCall(db, found, server.markRead(found.target));
  }
}

async function sendEntry(db: Database, server: Server, found: OutboxItem): Promise<Result<unknown> | "gone"> {
  const entry = await db.get("entries", found.target);
  if (!entry) return discardItem(db, found);
  await markInFlight(db, found.key, entry.document);
  const said = await server.writeEntry(entry);
  if (!said.problem) await entrySaved(db, found, entry.document, said.value);
  else if (said.problem.status === 409) return retryOnNewest(db, server, found, entry);
  return said;
}

/** The server has moved on beyond what we knew: hear it, then write once more on its newest revision. */
async function retryOnNewest(db: Database, server: Server, found: OutboxItem, stale: Entry): Promise<Result<unknown>> {
  const news = await server.changes(0);
  if (news.problem) return news;
  const theirs = news.value.entries.find((entry) => entry.id === stale.id);
  const said = await server.writeEntry({ ...stale, revision: theirs?.revision ?? 0 });
  if (!said.problem) await entrySaved(db, found, stale.document, said.value);
  return said;
}

async function sendPhoto(db: Database, server: Server, found: OutboxItem): Promise<Result<unknown> | "gone"> {
  const photo = await db.get("photos", found.target);
  const picture = await db.get("pictures", found.target);
  if (!photo || !picture) return discardItem(db, found);
  const said = await server.uploadPhoto(photo, picture);
  if (!said.problem) await photoSaved(db, found, said.value);
  return said;
}

async function sendGrant(db: Database, server: Server, found: OutboxItem): Promise<Result<unknown> | "gone"> {
  if (!found.body) return discardItem(db, found);
  const said = await server.openDiary(found.body);
  if (!said.problem) {
    await db.put("grants", said.value);
    await complete(db, found);
  }
  return said;
}

async function sendCall(db: Database, found: OutboxItem, word: Promise<Result<unknown>>): Promise<Result<unknown>> {
  const said = await word;
  if (!said.problem) await complete(db, found);
  return said;
}

async function discardItem(db: Database, found: OutboxItem): Promise<"gone"> {
  await complete(db, found);
  return "gone";
}

async function nextDue(db: Database): Promise<number | null> {
  const times = (await outboxItems(db)).filter((found) => found.problem === null).map((found) => found.not_before);
  return times.length ? Math.min(...times) : null;
}
