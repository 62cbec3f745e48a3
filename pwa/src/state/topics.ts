/** The words that people have for what a sheet names; kept on the phone, so that "can I …?" works without a network. */

import { signal } from "@preact/signals";
import { topicTree, type TopicTree, type TopicsDocument } from "../domain/topics";
import { languages } from "../i18n";
import { database } from "../store/database";
import { keep, recall } from "../store/kept";

interface KeptTopics {
  readonly etag: string;
  readonly document: TopicsDocument;
}

/** Undefined until the phone has it. */
export const topics = signal<TopicTree | undefined>(undefined);

/** Shows what the phone has, then asks whether there is something newer. Offline, what the phone has stays. */
export async function bringTopics(): Promise<void> {
  if (!topics.value) await show();
  const newer = await Promise.all(languages.map(refresh));
  if (newer.includes(true)) await show();
}

async function show(): Promise<void> {
  const db = await database();
  const kept = await Promise.all(languages.map((code) => recall<KeptTopics>(db, `topics.${code}`)));
  const documents = kept.flatMap((each) => each?.document ?? []);
  if (documents.length) topics.value = topicTree(documents);
}

async function refresh(code: string): Promise<boolean> {
  const db = await database();
  const kept = await recall<KeptTopics>(db, `topics.${code}`);
  try {
    const headers = kept ? { "If-None-Match": kept.etag } : {};
    const response = await fetch(`/api/topics?language=${code}`, { headers, credentials: "same-origin" });
    if (response.status !== 200) return false;
    const document = (await response.json()) as TopicsDocument;
    await keep(db, `topics.${code}`, { etag: response.headers.get("ETag") ?? "", document });
    return true;
  } catch {
    return false; // no network: what is here will do
  }
}
