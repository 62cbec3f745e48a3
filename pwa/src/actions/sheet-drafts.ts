/** Opens a sheet with the newest content: this device's, if it has changes that the server does not have. */

import { Problem } from "../api";
import { hasSameContent } from "../domain/same-content";
import type { TopicTree } from "../domain/topics";
import type { SheetVersion } from "../state/authoring";
import { codeOf } from "../state/problem-code";
import { loadTopics, topics } from "../state/topics";
import { database } from "../store/database";
import type { StoredSheet } from "../store/schema";
import { deleteSheet, findSheet, listNewSheets, saveSheet } from "../store/sheets";
import { loadVersion, type DraftContent } from "./sheets";

/** A sheet as the desk opens it. */
export interface OpenedSheet {
  /** The version of the server that `content` is based on. */
  readonly version: SheetVersion;
  readonly tree: TopicTree;
  readonly content: DraftContent;
  /** Whether this device has changes that the server does not have. */
  readonly unsent: boolean;
  /** Whether the server has a draft with this id. */
  readonly created: boolean;
  /** The server's version, if someone else has changed it in the meantime. */
  readonly theirs: SheetVersion | null;
}

/** Open a version with the newest content: what this device has not sent yet, else what the server has. */
export async function openSheet(id: string): Promise<OpenedSheet> {
  const stored = await storedSheet(id);
  if (stored && !stored.created) return fromDevice(stored, await anyTree());
  try {
    const [version, tree] = await Promise.all([loadVersion(id), anyTree()]);
    return { tree, created: true, ...newest(version, stored) };
  } catch (problem) {
    const code = codeOf(problem);
    if (!stored || (code !== "offline" && code !== "timeout")) throw problem;
    return fromDevice(stored, await anyTree());
  }
}

function fromDevice(stored: StoredSheet, tree: TopicTree): OpenedSheet {
  const { unsent, created } = stored;
  return { tree, version: stored.base as SheetVersion, content: stored.content as DraftContent, unsent, created, theirs: null };
}

/**
 * Load the topics from the server, or else from this device, and store them for visits without a network. Throws
 * `Problem` if neither has them.
 */
async function anyTree(): Promise<TopicTree> {
  await loadTopics();
  if (!topics.value) throw new Problem("offline", 0);
  return topics.value;
}

/** Put a new sheet on this device and return its id. The desk sends it once it has a rule. */
export async function beginSheet(content: DraftContent): Promise<string> {
  const id = crypto.randomUUID();
  const { document } = content;
  const title = typeof document.title === "string" ? document.title : (document.title[document.language] ?? "");
  const base: SheetVersion = {
    ...{ id, key: document.id, version: 1, title, built_in: false, published_at: null, safety_correction: false, issues: [] },
    ...content,
  };
  await saveSheet(await database(), { id, content, base, unsent: true, created: false, changed_at: Date.now() });
  return id;
}

/** A sheet that is only on this device. */
export interface NewSheet {
  readonly id: string;
  readonly document: DraftContent["document"];
}

/** List the sheets that are only on this device; none if its storage cannot be read. */
export async function listSheetsOnDevice(): Promise<readonly NewSheet[]> {
  try {
    const sheets = await listNewSheets(await database());
    return sheets.map(({ id, content }) => ({ id, document: (content as DraftContent).document }));
  } catch {
    return [];
  }
}

/** What this device has stored. Without storage, the server's version is the newest. */
async function storedSheet(id: string): Promise<StoredSheet | undefined> {
  try {
    return await findSheet(await database(), id);
  } catch {
    return undefined;
  }
}

function newest(version: SheetVersion, stored: StoredSheet | undefined): Omit<OpenedSheet, "tree" | "created"> {
  const content = contentOf(version);
  const own = stored?.content as DraftContent | undefined;
  if (!stored?.unsent || !own || version.published_at !== null || hasSameContent(own, content)) return { version, content, unsent: false, theirs: null };
  const base = stored.base as SheetVersion;
  return { version: base, content: own, unsent: true, theirs: hasSameContent(contentOf(base), content) ? null : version };
}

/** The part of a version that the desk changes. */
export function contentOf({ document, original }: SheetVersion): DraftContent {
  return { document, original };
}

/** Put content back on this device that was put aside for the server's version. Opening the sheet shows the conflict again. */
export async function restoreSheet(base: SheetVersion, content: DraftContent): Promise<void> {
  await saveSheet(await database(), { id: base.id, content, base, unsent: true, created: true, changed_at: Date.now() });
}

/** Delete what this device has stored of a sheet: it is published, deleted, or replaced by the server's version. */
export async function forgetSheet(id: string): Promise<void> {
  await deleteSheet(await database(), id);
}
