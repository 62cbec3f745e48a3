/** The diary on this phone as signals for the patient's screens. Also runs the sync with the server. */

import { computed, effect, signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { States } from "../domain/bounds";
import { grantFrom, isActive, isStanding, latestOf, type Changes, type Entry, type Photo, type Reply, type Treatment } from "../domain/diary";
import { flagsNow } from "../domain/latest-entry";
import { statesOf } from "../domain/skin-states";
import { announceChange, onChange } from "../store/changed";
import { database } from "../store/database";
import { outboxItems } from "../store/outbox-items";
import { StorageProblem, type StorageCode } from "../store/problem";
import type { Notice, OutboxItem } from "../store/schema";
import type { Loop } from "../sync/sync-loop";
import type { SyncOutcome } from "../sync/sync-once";
import { itemsOf, stateOf, type SyncState } from "../sync/sync-status";
import { now } from "./clock";
import { authSession, sessionEnded } from "./auth-session";

export type { SyncState } from "../sync/sync-status";

/** Everything of the diary that is stored on this phone, except what is being erased; the outbox; and what happened to the diary. */
export interface OnPhone extends Omit<Changes, "revision" | "more" | "epoch" | "erasures"> {
  readonly outbox: readonly OutboxItem[];
  readonly notices: readonly Notice[];
}

/** Undefined until the database has been read once. */
export const onPhone = signal<OnPhone | undefined>(undefined);

/** How the last sync ended; undefined before the first one. */
export const syncOutcome = signal<SyncOutcome | undefined>(undefined);

/** Why the diary cannot be read from this phone, as a problem code; undefined while it can. Reading is tried again. */
export const storageProblem = signal<StorageCode | undefined>(undefined);

const sending = signal<string | null>(null);

/** The patient's current treatment: the latest one that the clinic has not withdrawn. */
export const treatment = computed(() => latestOf((onPhone.value?.treatments ?? []).filter(isStanding)));

// Sorted once per change of the diary: a screen asks for the same entries many times while it is drawn.
const allEntries = computed(() => byTreatment(onPhone.value?.entries ?? [], ({ occurred_at }) => occurred_at));
const allPhotos = computed(() => byTreatment(onPhone.value?.photos ?? [], ({ taken_at }) => taken_at));

/** The rows of each treatment, oldest first. */
function byTreatment<Row extends { readonly treatment_id: string }>(rows: readonly Row[], timeOf: (row: Row) => string): ReadonlyMap<string | undefined, readonly Row[]> {
  const timed = rows.map((row) => ({ row, at: Date.parse(timeOf(row)) })).sort((a, b) => a.at - b.at);
  const grouped = new Map<string | undefined, Row[]>();
  for (const { row } of timed) {
    const own = grouped.get(row.treatment_id);
    if (own) own.push(row);
    else grouped.set(row.treatment_id, [row]);
  }
  return grouped;
}

/** The current treatment's entries, oldest first. */
export const entries = computed(() => entriesOf(treatment.value?.id));

/** The entries of one treatment, oldest first. */
export function entriesOf(treatmentId: string | undefined): readonly Entry[] {
  return allEntries.value.get(treatmentId) ?? [];
}

/** The current treatment's photos, oldest first. */
export const photos = computed(() => photosOf(treatment.value?.id));

/** The photos of one treatment, oldest first. */
export function photosOf(treatmentId: string | undefined): readonly Photo[] {
  return allPhotos.value.get(treatmentId) ?? [];
}

/** The practitioner's replies about one treatment, in no order. */
export function repliesOf(treatmentId: string): readonly Reply[] {
  return (onPhone.value?.replies ?? []).filter((reply) => reply.treatment_id === treatmentId);
}

/** States, acts, duties that were done and now-flags as last reported. */
export const states = computed(() => (treatment.value ? statesIn(treatment.value) : {}));

/** The same for any of the treatments. */
export function statesIn({ id, timeline }: Pick<Treatment, "id" | "timeline">): States {
  const own = entriesOf(id);
  return { ...statesOf(timeline, own), ...flagsNow(own, now.value) };
}

/** The grants of the current treatment that are active now. */
export const openGrants = computed(() =>
  (onPhone.value?.grants ?? []).filter((grant) => grant.treatment_id === treatment.value?.id && isActive(grant, now.value)),
);

/** The problem code of the last sync, if it failed for another reason than the network or the session. */
export const syncProblem = computed(() => {
  const outcome = syncOutcome.value ?? "done";
  return outcome === "done" || outcome === "offline" || outcome === "signed-out" ? undefined : outcome;
});

/** The sync state of the whole diary. */
export const syncState = computed((): SyncState => {
  if (syncProblem.value !== undefined) return "needs-attention";
  const items = onPhone.value?.outbox ?? [];
  return stateOf(items, items.some((item) => item.key === sending.value) ? sending.value : null);
});

/** The sync state of one entry and its photos. */
export function entryState(entryId: string): SyncState {
  const ids = (onPhone.value?.photos ?? []).filter((photo) => photo.entry_id === entryId).map((photo) => photo.id);
  return stateOf(itemsOf(entryId, ids, onPhone.value?.outbox ?? []), sending.value);
}

async function readPhone(): Promise<void> {
  clearTimeout(retry);
  try {
    onPhone.value = await loadPhone();
    storageProblem.value = undefined;
  } catch (problem) {
    storageProblem.value = problem instanceof StorageProblem ? problem.code : "storage-failed";
    retry = setTimeout(() => void readPhone(), RETRY_MS);
  }
}

async function loadPhone(): Promise<OnPhone> {
  const db = await database();
  const [treatments, all, pictures, replies, grants, access_records, outbox, notices] = await Promise.all([
    db.getAll("treatments"),
    db.getAll("entries"),
    db.getAll("photos"),
    db.getAll("replies"),
    db.getAll("grants"),
    db.getAll("access_records"),
    outboxItems(db),
    db.getAll("notices"),
  ]);
  const erasing = new Set(outbox.map(({ key }) => key));
  const isShown = ({ id, entry_id = id }: { readonly id: string; readonly entry_id?: string | null }): boolean =>
    !erasing.has(`erase-photo:${id}`) && !erasing.has(`erase-entry:${entry_id}`);
  return { treatments, entries: all.filter(isShown), photos: pictures.filter(isShown), replies, grants: grants.map(grantFrom), access_records, outbox, notices };
}

/** Milliseconds after which a database that could not be read is tried again. */
const RETRY_MS = 5_000;
let retry: ReturnType<typeof setTimeout> | undefined;
let loop: Promise<Loop> | undefined;
let following = false;

/** Read the database and keep it in sync with the server while someone is signed in. Repeated calls have no effect. */
export function followDiary(): void {
  if (following) return;
  following = true;
  onChange(() => void readPhone());
  void readPhone();
  effect(() => {
    if (authSession.value.state === "in") start();
    else end();
  });
}

/** Follow the diary from the first screen that shows it. Not when its module runs: screens without a diary share its file. */
export function useDiary(): void {
  useLayoutEffect(followDiary, []);
}

function start(): void {
  loop ??= begin();
  // the code could not be loaded: try again once there is a network
  loop.catch(() => {
    loop = undefined;
    addEventListener("online", start, { once: true });
  });
}

async function begin(): Promise<Loop> {
  const { startSync: beginExchange } = await import("./sync");
  return beginExchange({ onSending: (key) => (sending.value = key), onOutcome });
}

function end(): void {
  void loop?.then((running) => running.stop(), () => undefined);
  loop = undefined;
}

function onOutcome(outcome: SyncOutcome): void {
  syncOutcome.value = outcome;
  if (outcome === "signed-out") void sessionEnded();
}

/** Call it when the server has a new treatment for this phone: until it is here, nothing says that there is none. */
export function fetchTreatment(): void {
  syncOutcome.value = undefined;
  void loop?.then((running) => running.nudge(), () => undefined);
}

/** Call it after saving something: updates the screens and starts a sync. */
export function saved(): void {
  announceChange();
  void loop?.then((running) => running.nudge(), () => undefined);
}
