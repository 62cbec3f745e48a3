/**
 * The names of the topics, which the board of Today is drawn with. They are stored on the phone beside the whole tree: they
 * are a twentieth of it, and need none of the code that reads questions.
 */

import { takeEarly, topicNamesPath } from "../api/early";
import { areTopicNames } from "../api/topic-names-guard";
import { NAMES_FORMAT, topicNames, type TopicNamesDocument } from "../domain/topic-names";
import { language } from "../i18n";
import { database } from "../store/database";
import { getValue, setValue } from "../store/values";
import { afterFirstScreen } from "./first-screen";
import { fetchedNames, namedTopics, PATIENCE, STORED_TREE, topicsProblem } from "./topic-tree";

interface StoredNames {
  readonly etag: string;
  readonly language: string;
  readonly document: TopicNamesDocument;
}

const NAME = "topic-names";

/**
 * Load the stored names, else the stored tree, else the names of the server, else its tree, which also says what is wrong if that
 * fails, too. What is stored comes first: a network that never answers must not hide the board.
 */
export async function loadNamedTopics(): Promise<void> {
  if (namedTopics.value) {
    // The next start needs them without a network: to build the whole tree instead takes a slow phone a fifth of a second.
    afterFirstScreen(() => void storeMissingNames().catch(() => undefined));
    return;
  }
  const stored = await storedNames();
  if (stored) {
    fetchedNames.value = topicNames(stored.document);
    afterFirstScreen(() => void fetchNames(stored.etag).catch(() => undefined)); // the stored ones stay
    return;
  }
  if (await isTreeStored()) {
    afterFirstScreen(() => void storeMissingNames().catch(() => undefined));
    return loadTree();
  }
  await fetchNames().catch(loadTree);
}

async function loadTree(): Promise<void> {
  await (await import("./topics")).loadTopics();
}

async function isTreeStored(): Promise<boolean> {
  return (await database().then((db) => getValue(db, STORED_TREE)).catch(() => undefined)) !== undefined;
}

async function storeMissingNames(): Promise<void> {
  if (!(await storedNames())) await fetchNames();
}

/** The stored names in the language on screen; undefined if there are none that can be read. */
async function storedNames(): Promise<StoredNames | undefined> {
  try {
    const stored = await getValue<StoredNames>(await database(), NAME);
    return stored?.document.format === NAMES_FORMAT && stored.language === language.value ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** Show and store what the server has, if it is newer than `etag`. Throws if it could not be fetched. */
async function fetchNames(etag?: string): Promise<void> {
  const path = topicNamesPath(language.value);
  const early = await takeEarly(path);
  const headers = etag ? { "If-None-Match": etag } : {};
  const response = early?.response ?? (await fetch(path, { headers, credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) }));
  if (response.status === 304) return;
  const body: unknown = await response.json();
  const document = body as TopicNamesDocument;
  if (!areTopicNames(body) || document.format !== NAMES_FORMAT) throw new TypeError("not the names of the topics");
  fetchedNames.value = topicNames(document);
  topicsProblem.value = undefined;
  const stored: StoredNames = { etag: response.headers.get("ETag") ?? "", language: language.value, document };
  await database().then((db) => setValue(db, NAME, stored)).catch(() => undefined); // a full phone asks again the next time
}
