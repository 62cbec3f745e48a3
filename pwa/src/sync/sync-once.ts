/**
 * One sync with the server.
 *
 * 1. Delete from this phone what can no longer be undone. This needs no network.
 * 2. Pull the changes after the cursor and apply them, or everything if the server was restored from a backup. This also shows which of our writes arrived although their
 *    response was lost.
 * 3. Upload the items that are due, oldest first. A photo waits for its entry, and both wait while they may be erased.
 * 4. Handle each response by itself: taken · later · refused (needs attention). Stop when offline or signed out.
 * 5. Return how it ended and when to try again.
 *
 * A response that cannot be used, or a phone that cannot store it, stops neither the other items nor the upload after a
 * failed pull: what the patient has written reaches the server if that is at all possible.
 */

import { applyChanges, entrySaved, grantSaved, photoSaved } from "../store/changes";
import { eyesSaved } from "../store/photo-eyes";
import { cursor, epoch } from "../store/values";
import { complete, isWaiting, markInFlight, markRefused, retryLater } from "../store/delivery";
import { erasedElsewhere } from "../store/erased-elsewhere";
import { commitErasures } from "../store/erasures";
import { outboxItems } from "../store/outbox";
import { StorageProblem, type StorageCode } from "../store/problem";
import type { Database, OutboxItem } from "../store/schema";
import { BAD_RESPONSE, type Problem, type Result, type Server } from "./server";

/**
 * `offline`: there was no response. `signed-out`: the session has ended; nothing is lost, all items stay. `bad-response`:
 * a response did not have the shape of the contract and was not applied. A storage code: this phone could not store a
 * response.
 */
export type SyncOutcome = "done" | "offline" | "signed-out" | typeof BAD_RESPONSE | StorageCode;

/** How a sync ended. */
export interface SyncResult {
  readonly outcome: SyncOutcome;
  /** When to sync again, in epoch milliseconds; null if there is no reason to. */
  readonly nextAt: number | null;
}

/** What a sync needs besides the database and the server. */
export interface SyncDeps {
  readonly now: () => number;
  /** Called with the key of the item being sent, and with null when none is. */
  readonly onSending?: (key: string | null) => void;
}

/** What was to be written, or what it belongs to, was erased on another device. */
const ERASED = "erased";
/** The upload was damaged on the way. The photo on the phone is intact, so it is sent again. */
const DAMAGED = "photo-damaged";

/** Milliseconds after which a sync that could not be completed is tried again, even if no item is waiting. */
const RETRY_AFTER = 5 * 60_000;

type Outcome = "taken" | "later" | "refused" | typeof ERASED | "offline" | "signed-out" | typeof BAD_RESPONSE | StorageCode;

/** Sync once. Only one may run at a time: the loop holds a lock around it. */
export async function syncOnce(db: Database, server: Server, deps: SyncDeps): Promise<SyncResult> {
  const erased = await orStorageCode(commitErasures(db, deps.now()));
  const pulled = await orStorageCode(pull(db, server, deps.now()));
  const uploaded = stops(pulled) ? pulled : await upload(db, server, deps);
  const exchanged = uploaded === "done" ? pulled : uploaded;
  const outcome = exchanged === "done" ? (erased ?? "done") : exchanged;
  deps.onSending?.(null);
  return { outcome, nextAt: nextAt(outcome, await nextDue(db, deps.now()), deps.now()) };
}

function nextAt(outcome: SyncOutcome, due: number | null, now: number): number | null {
  if (outcome === "done" || stops(outcome)) return due;
  // where nothing can be stored, an item cannot be put off either: it stays due, and must not be sent every second
  return outcome === BAD_RESPONSE && due !== null ? Math.min(due, now + RETRY_AFTER) : now + RETRY_AFTER;
}

/** Without a network or a session there is no point in sending anything else. */
function stops(outcome: SyncOutcome): outcome is "offline" | "signed-out" {
  return outcome === "offline" || outcome === "signed-out";
}

async function orStorageCode<T>(work: Promise<T>): Promise<T | StorageCode> {
  try {
    return await work;
  } catch (problem) {
    if (problem instanceof StorageProblem) return problem.code;
    throw problem;
  }
}

async function pull(db: Database, server: Server, now: number): Promise<SyncOutcome> {
  const [after, known] = [await cursor(db), await epoch(db)];
  const answer = await server.changes(after);
  if (answer.problem) return endOf(classify(answer.problem));
  const { epoch: current, revision } = answer.value;
  if (known !== undefined && (known !== current || revision < after)) return pullAll(db, server, now);
  await applyChanges(db, answer.value, now);
  return "done";
}

/** The server was restored from a backup: compare everything with what it has, and send again what it has lost. */
async function pullAll(db: Database, server: Server, now: number): Promise<SyncOutcome> {
  const [code, answer] = await Promise.all([import("../store/restored").catch(() => undefined), server.changes(0)]);
  if (!code) return "offline"; // its file did not arrive
  if (answer.problem) return endOf(classify(answer.problem));
  await code.applyRestored(db, answer.value, now);
  return "done";
}

/** What the outcome of one call means for the whole sync. */
function endOf(outcome: Outcome): SyncOutcome {
  return outcome === "taken" || outcome === "later" || outcome === "refused" || outcome === ERASED ? "done" : outcome;
}

async function upload(db: Database, server: Server, deps: SyncDeps): Promise<SyncOutcome> {
  let worst: SyncOutcome = "done";
  for (const { key } of await outboxItems(db)) {
    const outcome = endOf(await orStorageCode(uploadItem(db, server, { ...deps, key })));
    if (stops(outcome)) return outcome;
    if (outcome !== "done") worst = outcome;
  }
  return worst;
}

async function uploadItem(db: Database, server: Server, { key, now, onSending }: SyncDeps & { readonly key: string }): Promise<Outcome> {
  const item = await db.get("outbox", key);
  if (!item || item.problem !== null || item.held || isWaiting(item, now()) || (await isBlocked(db, item))) return "taken";
  onSending?.(key);
  const result = await send(db, server, item);
  return result === "gone" ? "taken" : handle({ db, server, now: now() }, item, result);
}

/** Whether an item waits for others: a photo for its entry, its marks for the photo, and what is being erased for that to be undone or sent. */
async function isBlocked(db: Database, { kind, target }: OutboxItem): Promise<boolean> {
  const isQueued = async (key: string): Promise<boolean> => (await db.get("outbox", key)) !== undefined;
  if (kind === "entry") return isQueued(`erase-entry:${target}`);
  const photo = kind === "photo" || kind === "eyes" ? await db.get("photos", target) : undefined;
  if (!photo) return false;
  const keys = [`entry:${photo.entry_id}`, `erase-entry:${photo.entry_id}`, `erase-photo:${target}`, ...(kind === "eyes" ? [`photo:${target}`] : [])];
  return (await Promise.all(keys.map(isQueued))).includes(true);
}

interface Exchange {
  readonly db: Database;
  readonly server: Server;
  readonly now: number;
}

async function handle(exchange: Exchange, item: OutboxItem, result: Result<unknown>): Promise<Outcome> {
  const { db } = exchange;
  if (!result.problem) return "taken";
  if (isMoot(item, result.problem)) {
    await complete(db, item);
    return "taken";
  }
  const outcome = classify(result.problem);
  if (outcome === ERASED) return yieldToErasure(exchange, item);
  if (outcome === "refused") await markRefused(db, item, result.problem.code);
  else if (outcome !== "signed-out") await putOff(exchange, item, result.problem);
  return outcome;
}

/** Send an item later. If the server takes no more of its kind for now, all others of that kind wait as well. */
async function putOff({ db, now }: Exchange, item: OutboxItem, { status, waitFor }: Problem): Promise<void> {
  for (const { key, kind, held } of status === 429 ? await outboxItems(db) : [item]) {
    if (key === item.key || (kind === item.kind && !held)) await retryLater(db, key, now, waitFor);
  }
}

/** The next pull says what was erased. A change of something for which there is no erasure is given up as well. */
async function yieldToErasure({ db, server, now }: Exchange, item: OutboxItem): Promise<Outcome> {
  const pulled = await pull(db, server, now);
  if (pulled === "done") await erasedElsewhere(db, item, now);
  else await retryLater(db, item.key, now);
  return pulled === "done" ? "taken" : pulled;
}

/** Whether the request is pointless by now: what is to be revoked, marked as read or erased no longer exists. */
function isMoot({ kind }: OutboxItem, { status }: Problem): boolean {
  return kind !== "entry" && kind !== "photo" && kind !== "grant" && (status === 404 || status === 410);
}

function classify({ status, code }: Problem): Outcome {
  if (status === 0) return "offline";
  if (status === 401) return "signed-out";
  if (code === BAD_RESPONSE) return BAD_RESPONSE;
  if (code === DAMAGED) return "later";
  if (code === ERASED) return ERASED;
  return status >= 500 || [408, 421, 425, 429, 431].includes(status) ? "later" : "refused";
}

function send(db: Database, server: Server, item: OutboxItem): Promise<Result<unknown> | "gone"> {
  switch (item.kind) {
    case "entry":
      return sendEntry(db, server, item);
    case "photo":
      return sendPhoto(db, server, item);
    case "eyes":
      return sendEyes(db, server, item);
    case "grant":
      return sendGrant(db, server, item);
    case "revoke":
      return sendCall(db, item, server.closeDiary(item.target));
    case "read":
      return sendCall(db, item, server.markRead(item.target));
    case "decline":
      return sendCall(db, item, server.declineHandover(item.target));
    case "erase-entry":
      return sendCall(db, item, server.eraseEntry(item.target));
    case "erase-photo":
      return sendCall(db, item, server.erasePhoto(item.target));
  }
}

async function sendEntry(db: Database, server: Server, item: OutboxItem): Promise<Result<unknown> | "gone"> {
  const entry = await db.get("entries", item.target);
  if (!entry) return discardItem(db, item);
  // a full phone must still be able to send; without the mark, only a lost response goes unrecognised
  await orStorageCode(markInFlight(db, item.key, entry.document));
  const result = await server.writeEntry(entry);
  if (!result.problem) await entrySaved(db, item, entry.document, result.value);
  return result;
}

async function sendPhoto(db: Database, server: Server, item: OutboxItem): Promise<Result<unknown> | "gone"> {
  const photo = await db.get("photos", item.target);
  const picture = await db.get("pictures", item.target);
  if (!photo || !picture) return discardItem(db, item);
  await orStorageCode(markInFlight(db, item.key, null));
  const result = await server.uploadPhoto(photo, picture);
  if (!result.problem) await photoSaved(db, item, result.value);
  return result;
}

async function sendEyes(db: Database, server: Server, item: OutboxItem): Promise<Result<unknown> | "gone"> {
  const photo = await db.get("photos", item.target);
  if (!photo) return discardItem(db, item);
  const result = await server.markEyes(photo);
  if (!result.problem) await eyesSaved(db, item, result.value);
  return result;
}

async function sendGrant(db: Database, server: Server, item: OutboxItem): Promise<Result<unknown> | "gone"> {
  if (!item.body) return discardItem(db, item);
  const result = await server.openDiary(item.body);
  if (!result.problem) await grantSaved(db, item, result.value);
  return result;
}

async function sendCall(db: Database, item: OutboxItem, call: Promise<Result<unknown>>): Promise<Result<unknown>> {
  const result = await call;
  if (!result.problem) await complete(db, item);
  return result;
}

async function discardItem(db: Database, item: OutboxItem): Promise<"gone"> {
  await complete(db, item);
  return "gone";
}

async function nextDue(db: Database, now: number): Promise<number | null> {
  let next: number | null = null;
  for (const item of await outboxItems(db)) {
    if (item.problem !== null || (await isBlocked(db, item))) continue;
    const due = isWaiting(item, now) ? item.not_before : Math.min(item.not_before, now);
    next = Math.min(next ?? due, due);
  }
  return next;
}
