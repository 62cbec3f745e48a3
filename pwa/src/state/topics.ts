/** The topic tree. It is stored on the phone, so that "can I …?" works offline. */

import { signal } from "@preact/signals";
import { TOPICS_FORMAT, topicTree, type TopicTree, type TopicsDocument } from "../domain/topics";
import { database } from "../store/database";
import { setValue, getValue } from "../store/values";

interface StoredTopics {
  readonly etag: string;
  readonly document: TopicsDocument;
}

const NAME = "topics";

/** Undefined until the phone has loaded it. */
export const topics = signal<TopicTree | undefined>(undefined);

/** Load the stored topics, then fetch newer ones if there are any. Offline, the stored ones stay. */
export async function loadTopics(): Promise<void> {
  const stored = await storedTopics();
  if (stored && !topics.value) topics.value = topicTree(stored.document);
  const newer = await fetchTopics(stored?.etag);
  if (newer) topics.value = topicTree(newer);
}

/** The stored topics; undefined if an older app stored them in another format. */
async function storedTopics(): Promise<StoredTopics | undefined> {
  const stored = await getValue<StoredTopics>(await database(), NAME);
  return stored?.document.format === TOPICS_FORMAT ? stored : undefined;
}

async function fetchTopics(etag: string | undefined): Promise<TopicsDocument | undefined> {
  try {
    const headers = etag ? { "If-None-Match": etag } : {};
    const response = await fetch("/api/topics", { headers, credentials: "same-origin" });
    if (response.status !== 200) return undefined;
    const document = (await response.json()) as TopicsDocument;
    if (document.format !== TOPICS_FORMAT) return undefined;
    await setValue(await database(), NAME, { etag: response.headers.get("ETag") ?? "", document });
    return document;
  } catch {
    return undefined; // offline: the stored topics will do
  }
}
