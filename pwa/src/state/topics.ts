/** The words that people have for what a sheet names; kept on the phone, so that "can I …?" works without a network. */

import { signal } from "@preact/signals";
import { TOPICS_FORMAT, topicTree, type TopicTree, type TopicsDocument } from "../domain/topics";
import { database } from "../store/database";
import { setValue, getValue } from "../store/values";

interface StoredTopics {
  readonly etag: string;
  readonly document: TopicsDocument;
}

const NAME = "topics";

/** Undefined until the phone has it. */
export const topics = signal<TopicTree | undefined>(undefined);

/** Shows what the phone has, then asks whether there is something newer. Offline, what the phone has stays. */
export async function loadTopics(): Promise<void> {
  const stored = await storedTopics();
  if (stored && !topics.value) topics.value = topicTree(stored.document);
  const newer = await fetchTopics(stored?.etag);
  if (newer) topics.value = topicTree(newer);
}

/** What an earlier app kept in another format is as good as nothing: it is fetched anew. */
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
    return undefined; // no network: what is here will do
  }
}
