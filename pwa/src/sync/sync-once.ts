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
export async function syncOnce(db: Database, server: Server, deps: SyncDeps): Promise<SyncResult> {
  const pulled = await pull(db, server);
  const outcome = pulled === "offline" || pulled === "signed-out" ? pulled : await upload(db, server, deps);
  deps.onSending?.(null);
  const nextAt = await nextDue(db);
  return { outcome, nextAt };
}

async function pull(db: Database, server: Server): Promise<Outcome> {
  const answer = await server.changes(await cursor(db));
  if (answer.problem) return classify(answer.problem);
  await applyChanges(db, answer.value);
  return "taken";
}

async function upload(db: Database, server: Server, deps: SyncDeps): Promise<SyncResult["outcome"]> {
  for (const { key } of await outboxItems(db)) {
    const item = await db.get("outbox", key);
    if (!item || !(await isDue(db, item, deps.now()))) continue;
    deps.onSending?.(key);
    const result = await send(db, server, item);
    if (result === "gone") continue;
    const outcome = await handle(db, item, result, deps.now());
    if (outcome === "offline" || outcome === "signed-out") return outcome;
  }
  return "done";
}

async function isDue(db: Database, item: OutboxItem, now: number): Promise<boolean> {
  if (item.problem !== null || item.not_before > now) return false;
  if (item.kind !== "photo") return true;
  const photo = await db.get("photos", item.target);
  return !photo || (await db.get("outbox", `entry:${photo.entry_id}`)) === undefined;
}

async function handle(db: Database, item: OutboxItem, result: Result<unknown>, now: number): Promise<Outcome> {
  if (!result.problem) return "taken";
  if (isMoot(item, result.problem)) {
    await complete(db, item);
    return "taken";
  }
  const outcome = classify(result.problem);
  if (outcome === "refused") await markRefused(db, item, result.problem.code);
  else if (outcome !== "signed-out") await retryLater(db, item.key, now, result.problem.waitFor);
  return outcome;
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

function send(db: Database, server: Server, item: OutboxItem): Promise<Result<unknown> | "gone"> {
  switch (item.kind) {
    case "entry":
      return sendEntry(db, server, item);
    case "photo":
      return sendPhoto(db, server, item);
    case "grant":
      return sendGrant(db, server, item);
    case "revoke":
      return sendCall(db, item, server.closeDiary(item.target));
    case "read":
      return sendCall(db, item, server.markRead(item.target));
  }
}

async function sendEntry(db: Database, server: Server, item: OutboxItem): Promise<Result<unknown> | "gone"> {
  const entry = await db.get("entries", item.target);
  if (!entry) return discardItem(db, item);
  await markInFlight(db, item.key, entry.document);
  const result = await server.writeEntry(entry);
  if (!result.problem) await entrySaved(db, item, entry.document, result.value);
  else if (result.problem.status === 409) return retryOnNewest(db, server, item, entry);
  return result;
}

/** The server has moved on beyond what we knew: hear it, then write once more on its newest revision. */
async function retryOnNewest(db: Database, server: Server, item: OutboxItem, stale: Entry): Promise<Result<unknown>> {
  const news = await server.changes(0);
  if (news.problem) return news;
  const theirs = news.value.entries.find((entry) => entry.id === stale.id);
  const result = await server.writeEntry({ ...stale, revision: theirs?.revision ?? 0 });
  if (!result.problem) await entrySaved(db, item, stale.document, result.value);
  return result;
}

async function sendPhoto(db: Database, server: Server, item: OutboxItem): Promise<Result<unknown> | "gone"> {
  const photo = await db.get("photos", item.target);
  const picture = await db.get("pictures", item.target);
  if (!photo || !picture) return discardItem(db, item);
  const result = await server.uploadPhoto(photo, picture);
  if (!result.problem) await photoSaved(db, item, result.value);
  return result;
}

async function sendGrant(db: Database, server: Server, item: OutboxItem): Promise<Result<unknown> | "gone"> {
  if (!item.body) return discardItem(db, item);
  const result = await server.openDiary(item.body);
  if (!result.problem) {
    await db.put("grants", result.value);
    await complete(db, item);
  }
  return result;
}

async function sendCall(db: Database, item: OutboxItem, word: Promise<Result<unknown>>): Promise<Result<unknown>> {
  const result = await word;
  if (!result.problem) await complete(db, item);
  return result;
}

async function discardItem(db: Database, item: OutboxItem): Promise<"gone"> {
  await complete(db, item);
  return "gone";
}

async function nextDue(db: Database): Promise<number | null> {
  const times = (await outboxItems(db)).filter((item) => item.problem === null).map((item) => item.not_before);
  return times.length ? Math.min(...times) : null;
}
