/** The topic tree. It is stored on the phone, so that "can I …?" works offline. */

import { areTopics } from "../api/topics-guard";
import { TOPICS_FORMAT, topicTree, type TopicsDocument } from "../domain/topics";
import { database } from "../store/database";
import { StorageProblem } from "../store/problem";
import { setValue, getValue } from "../store/values";
import { PATIENCE, STORED_TREE, topics, topicsProblem } from "./topic-tree";

export { topics, topicsProblem };

interface StoredTopics {
  readonly etag: string;
  readonly document: TopicsDocument;
}

let loading: Promise<void> | undefined;

/** Load the stored topics, then fetch newer ones if there are any. If that fails, the stored ones stay. */
export function loadTopics(): Promise<void> {
  loading ??= load().finally(() => {
    loading = undefined;
  });
  return loading;
}

async function load(): Promise<void> {
  const stored = await storedTopics();
  if (stored && !topics.value) topics.value = topicTree(stored.document);
  const code = await refreshTopics(stored?.etag);
  topicsProblem.value = topics.value ? undefined : code;
}

/** The stored topics; undefined if an older version of the app stored them in another format, or if the storage cannot be read. */
async function storedTopics(): Promise<StoredTopics | undefined> {
  try {
    const stored = await getValue<StoredTopics>(await database(), STORED_TREE);
    return stored?.document.format === TOPICS_FORMAT ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** Show and store what the server has, if it is newer. Returns a problem code if it could not be fetched. */
async function refreshTopics(etag: string | undefined): Promise<string | undefined> {
  const headers = etag ? { "If-None-Match": etag } : {};
  const response = await fetch("/api/topics", { headers, credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) }).catch(() => undefined);
  if (!response) return "offline";
  if (response.status !== 200) return response.status === 304 ? undefined : "unexpected";
  try {
    const body: unknown = await response.json();
    if (!areTopics(body)) return "bad-response";
    const document = body as TopicsDocument;
    if (document.format !== TOPICS_FORMAT) return "bad-response";
    topics.value = topicTree(document); // throws if the document is malformed: what is stored must be readable
    await setValue(await database(), STORED_TREE, { etag: response.headers.get("ETag") ?? "", document });
    return undefined;
  } catch (problem) {
    return problem instanceof StorageProblem ? undefined : "bad-response"; // a full phone asks again the next time
  }
}
